import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AccountsModule } from './organization/accounts/accounts.module.js';
import { AgenciesModule } from './organization/agencies/agencies.module.js';
import { AuditModule } from './audit/trail/audit.module.js';
import { ChartsModule } from './reporting/charts/charts.module.js';
import { ComplaintsModule } from './casework/complaints/complaints.module.js';
import { NotesAndTasksModule } from './casework/notes-and-tasks/notes-and-tasks.module.js';
import { ProcessTemplatesModule } from './casework/process-templates/process-templates.module.js';
import { ProvidersModule } from './casework/providers/providers.module.js';
import { PreservationsModule } from './casework/preservations/preservations.module.js';
import { TimelineModule } from './casework/timeline/timeline.module.js';
import { DailyMailModule } from './casework/daily-mail/daily-mail.module.js';
import { DraftsModule } from './casework/drafts/drafts.module.js';
import { AttentionModule } from './casework/attention/attention.module.js';
import { BundlesModule } from './casework/bundles/bundles.module.js';
import { TriageModule } from './casework/triage/triage.module.js';
import { DisclosuresModule } from './casework/disclosures/disclosures.module.js';
import { ChangeFeedModule } from './audit/change-feed/change-feed.module.js';
import { ExportsModule } from './reporting/exports/exports.module.js';
import { TransfersModule } from './casework/transfers/transfers.module.js';
import { DeconflictionModule } from './intelligence/deconfliction/deconfliction.module.js';
import { IdentifiersModule } from './casework/identifiers/identifiers.module.js';
import { ImportModule } from './intelligence/import/import.module.js';
import { IntakeModule } from './casework/intake/intake.module.js';
import { InvestigationsModule } from './casework/investigations/investigations.module.js';
import { IpCapturesModule } from './casework/ip-captures/ip-captures.module.js';
import { IdentityProviderModule } from './organization/identity-provider/identity-provider.module.js';
import { MachineKeysModule } from './organization/machine-keys/machine-keys.module.js';
import { OperationsModule } from './reporting/operations/operations.module.js';
import { PeopleModule } from './casework/people/people.module.js';
import { CasesModule } from './casework/cases/cases.module.js';
import { PacketsModule } from './casework/packets/packets.module.js';
import { OutreachModule } from './reporting/outreach/outreach.module.js';
import type { ServingUrls } from './platform/database/data-source.js';
import { HealthModule } from './platform/health/health.module.js';
import type { Config } from './platform/config/config.js';
import { ConsoleModule } from './platform/console/console.module.js';
import { PreferencesModule } from './organization/preferences/preferences.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProsecutionsModule } from './casework/prosecutions/prosecutions.module.js';
import { ProvisioningModule } from './organization/provisioning/provisioning.module.js';
import { ReferenceModule } from './platform/api-document/reference.module.js';
import { ReportsModule } from './reporting/reports/reports.module.js';
import { PerformanceReportsModule } from './reporting/performance-reports/performance-reports.module.js';
import { RetentionModule } from './casework/retention/retention.module.js';
import { StaffingModule } from './reporting/staffing/staffing.module.js';
import { SearchModule } from './intelligence/search/search.module.js';
import { SubjectIndexModule } from './intelligence/subject-index/subject-index.module.js';
import { SuspectsModule } from './casework/suspects/suspects.module.js';
import { TipsModule } from './intelligence/tips/tips.module.js';
import { TaskForcesModule } from './organization/task-forces/task-forces.module.js';
import { VaultModule } from './casework/vault/vault.module.js';
import { VictimsIdentifiedModule } from './casework/victims-identified/victims-identified.module.js';

/** Root module of the features and the platform. */
@Module({})
export class AppModule {
  static forRoot(config: Config, urls: ServingUrls): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, urls),
        AccessModule,
        AccountsModule,
        IdentityProviderModule,
        MachineKeysModule,
        ProvisioningModule,
        PreferencesModule,
        AuditModule,
        AttentionModule,
        DailyMailModule,
        TaskForcesModule,
        AgenciesModule,
        ComplaintsModule,
        TriageModule,
        BundlesModule,
        DisclosuresModule,
        ChangeFeedModule,
        TransfersModule,
        NotesAndTasksModule,
        PreservationsModule,
        ProvidersModule,
        ProcessTemplatesModule,
        IpCapturesModule,
        TimelineModule,
        SuspectsModule,
        IdentifiersModule,
        IntakeModule,
        ImportModule,
        ProsecutionsModule,
        VictimsIdentifiedModule,
        VaultModule,
        DraftsModule,
        OutreachModule,
        InvestigationsModule,
        OperationsModule,
        StaffingModule,
        SubjectIndexModule,
        DeconflictionModule,
        SearchModule,
        CasesModule,
        PeopleModule,
        PacketsModule,
        TipsModule,
        ReportsModule,
        ExportsModule,
        PerformanceReportsModule,
        ChartsModule,
        RetentionModule,
        HealthModule,
        ReferenceModule,
        ConsoleModule,
      ],
    };
  }
}
