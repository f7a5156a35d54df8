import { SeatEveryone1764000001000 } from './1764000001000-seat-everyone.js';
import { KeepTheTrail1764000002000 } from './1764000002000-keep-the-trail.js';
import { ReceiveComplaints1764000003000 } from './1764000003000-receive-complaints.js';
import { NameSuspectsAndArrests1764000004000 } from './1764000004000-name-suspects-and-arrests.js';
import { IdentifyVictims1764000005000 } from './1764000005000-identify-victims.js';
import { ReachOut1764000006000 } from './1764000006000-reach-out.js';
import { RunOperations1764000007000 } from './1764000007000-run-operations.js';
import { CountAcrossSeats1764000008000 } from './1764000008000-count-across-seats.js';
import { AnswerARepeat1764000009000 } from './1764000009000-answer-a-repeat.js';
import { GuardTheDoor1764100001000 } from './1764100001000-guard-the-door.js';
import { ChainTheTrail1764100002000 } from './1764100002000-chain-the-trail.js';
import { SearchTheTrail1764100003000 } from './1764100003000-search-the-trail.js';
import { SignInWithTwoFactors1764100004000 } from './1764100004000-sign-in-with-two-factors.js';
import { KeepAccounts1764100005000 } from './1764100005000-keep-accounts.js';
import { MakeMachineKeys1764100006000 } from './1764100006000-make-machine-keys.js';
import { LimitRequests1764100007000 } from './1764100007000-limit-requests.js';
import { CheckKeys1764100008000 } from './1764100008000-check-keys.js';
import { WorkTheCase1764200001000 } from './1764200001000-work-the-case.js';
import { KeepTheDesk1764200002000 } from './1764200002000-keep-the-desk.js';
import { HandOver1764200003000 } from './1764200003000-hand-over.js';
import { ChargeAndProsecute1764200004000 } from './1764200004000-charge-and-prosecute.js';
import { LockTheVault1764200005000 } from './1764200005000-lock-the-vault.js';
import { SafeguardAndAssist1764200006000 } from './1764200006000-safeguard-and-assist.js';
import { Investigate1764200007000 } from './1764200007000-investigate.js';
import { ForgetAndHold1764200008000 } from './1764200008000-forget-and-hold.js';
import { ShareSubjects1764200009000 } from './1764200009000-share-subjects.js';
import { MakePackets1764200010000 } from './1764200010000-make-packets.js';
import { CountInALedger1764300001000 } from './1764300001000-count-in-a-ledger.js';
import { LockReturns1764300002000 } from './1764300002000-lock-returns.js';
import { TimeTheWay1764300003000 } from './1764300003000-time-the-way.js';
import { ExportReports1764300004000 } from './1764300004000-export-reports.js';
import { OpenEveryNumber1764300005000 } from './1764300005000-open-every-number.js';
import { KnowIdentifiers1764400001000 } from './1764400001000-know-identifiers.js';
import { DeconflictIdentifiers1764400002000 } from './1764400002000-deconflict-identifiers.js';
import { KeepTips1764400003000 } from './1764400003000-keep-tips.js';
import { ImportInBulk1764400004000 } from './1764400004000-import-in-bulk.js';
import { FollowChanges1764400005000 } from './1764400005000-follow-changes.js';
import { SearchTheRecord1764400006000 } from './1764400006000-search-the-record.js';
import { HideSealedRecordsFromQuestions1764500003000 } from './1764500003000-hide-sealed-records-from-questions.js';
import { BudgetLookUps1764500004000 } from './1764500004000-budget-look-ups.js';
import { KeepApproversIndependent1764500005000 } from './1764500005000-keep-approvers-independent.js';
import { RememberPublications1764500006000 } from './1764500006000-remember-publications.js';
import { SignArchives1764500007000 } from './1764500007000-sign-archives.js';
import { LimitWhatIsKept1764500008000 } from './1764500008000-limit-what-is-kept.js';
import { KeepNoStatisticsOfTexts1764500009000 } from './1764500009000-keep-no-statistics-of-texts.js';
import { BudgetSearches1764500010000 } from './1764500010000-budget-searches.js';
import { EnterActsOfSessions1764500011000 } from './1764500011000-enter-acts-of-sessions.js';
import { InterruptImports1764500012000 } from './1764500012000-interrupt-imports.js';

/** Every migration, in order. */
export const migrations = [
  SeatEveryone1764000001000,
  KeepTheTrail1764000002000,
  ReceiveComplaints1764000003000,
  NameSuspectsAndArrests1764000004000,
  IdentifyVictims1764000005000,
  ReachOut1764000006000,
  RunOperations1764000007000,
  CountAcrossSeats1764000008000,
  AnswerARepeat1764000009000,
  GuardTheDoor1764100001000,
  ChainTheTrail1764100002000,
  SearchTheTrail1764100003000,
  SignInWithTwoFactors1764100004000,
  KeepAccounts1764100005000,
  MakeMachineKeys1764100006000,
  LimitRequests1764100007000,
  CheckKeys1764100008000,
  WorkTheCase1764200001000,
  KeepTheDesk1764200002000,
  HandOver1764200003000,
  ChargeAndProsecute1764200004000,
  LockTheVault1764200005000,
  SafeguardAndAssist1764200006000,
  Investigate1764200007000,
  ForgetAndHold1764200008000,
  ShareSubjects1764200009000,
  MakePackets1764200010000,
  CountInALedger1764300001000,
  LockReturns1764300002000,
  TimeTheWay1764300003000,
  ExportReports1764300004000,
  OpenEveryNumber1764300005000,
  KnowIdentifiers1764400001000,
  DeconflictIdentifiers1764400002000,
  KeepTips1764400003000,
  ImportInBulk1764400004000,
  FollowChanges1764400005000,
  SearchTheRecord1764400006000,
  HideSealedRecordsFromQuestions1764500003000,
  BudgetLookUps1764500004000,
  KeepApproversIndependent1764500005000,
  RememberPublications1764500006000,
  SignArchives1764500007000,
  LimitWhatIsKept1764500008000,
  KeepNoStatisticsOfTexts1764500009000,
  BudgetSearches1764500010000,
  EnterActsOfSessions1764500011000,
  InterruptImports1764500012000,
];
