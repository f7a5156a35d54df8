import type { AttentionKind } from '../../access/attention-declarations.js';
import type { Language } from '../../organization/preferences/preferences.enums.js';

/** Kinds that the mail leaves out, because they are always there: open complaints of one's own, and drafts. */
export type MailedKind = Exclude<AttentionKind, 'my_complaints' | 'drafts'>;

/** Words of the daily mail in one language. The names of the kinds are those of the console. */
export interface DailyMailWords {
  readonly locale: string;
  readonly subject: string;
  readonly opening: string;
  readonly more: string;
  readonly open: string;
  readonly ending: string;
  readonly kinds: Readonly<Record<MailedKind, string>>;
}

const english: DailyMailWords['kinds'] = {
  complaints_to_triage: 'Complaints to triage',
  complaints_to_assign: 'Complaints to assign',
  my_overdue_complaints: 'My overdue complaints',
  overdue_complaints: 'Overdue complaints',
  complaints_past_target: 'Complaints past target time',
  untriaged_expiring: 'To triage, preservation ends soon',
  holds_to_review: 'Complaints on hold to review',
  closures_to_decide: 'Closures to decide',
  open_tasks: 'Open tasks',
  overdue_tasks: 'Overdue tasks',
  transfers_to_answer: 'Offers to answer',
  hits_to_answer: 'Deconfliction hits to answer',
  preservations_expiring: 'Preservation requests that end soon',
  logs_expiring: 'IP addresses whose logs end soon',
  index_notices: 'Notices of the subject index',
  index_reviews: 'Index entries to review',
  index_entries_to_approve: 'Index entries to approve',
  legal_holds_to_review: 'Legal holds to review',
  hold_liftings_to_approve: 'Legal holds to lift',
  seal_orders_to_execute: 'Sealing orders to execute',
  retention_due: 'Complaints due for retention review',
  identity_destructions_to_approve: 'Destructions of identities to approve',
  identity_access_to_approve: 'Restorations of access to identities to approve',
  performance_reports_to_answer: 'Performance reports with findings to answer',
  performance_reports_to_approve: 'Performance reports to approve',
  imports_to_commit: 'Imports to commit',
  accounts_to_approve: 'Accounts to approve',
  locked_accounts: 'Locked accounts',
  factor_resets_to_approve: 'Factor resets to approve',
  recertifications: 'Recertifications of accounts',
  provisioned_users_to_decide: 'Users of identity providers to decide on',
};

const spanish: DailyMailWords['kinds'] = {
  complaints_to_triage: 'Denuncias por evaluar',
  complaints_to_assign: 'Denuncias por asignar',
  my_overdue_complaints: 'Mis denuncias vencidas',
  overdue_complaints: 'Denuncias vencidas',
  complaints_past_target: 'Denuncias con tiempo objetivo superado',
  untriaged_expiring: 'Por evaluar, conservación por vencer',
  holds_to_review: 'Denuncias en espera por revisar',
  closures_to_decide: 'Cierres por decidir',
  open_tasks: 'Tareas abiertas',
  overdue_tasks: 'Tareas vencidas',
  transfers_to_answer: 'Ofertas por responder',
  hits_to_answer: 'Coincidencias de desconflicto por responder',
  preservations_expiring: 'Solicitudes de conservación por vencer',
  logs_expiring: 'Direcciones IP con registros por vencer',
  index_notices: 'Avisos del índice de sujetos',
  index_reviews: 'Entradas del índice por revisar',
  index_entries_to_approve: 'Entradas del índice por aprobar',
  legal_holds_to_review: 'Retenciones legales por revisar',
  hold_liftings_to_approve: 'Retenciones legales por levantar',
  seal_orders_to_execute: 'Órdenes de sellado por ejecutar',
  retention_due: 'Denuncias con revisión de retención pendiente',
  identity_destructions_to_approve: 'Destrucciones de identidades por aprobar',
  identity_access_to_approve: 'Restablecimientos de acceso a identidades por aprobar',
  performance_reports_to_answer: 'Informes de desempeño con hallazgos por responder',
  performance_reports_to_approve: 'Informes de desempeño por aprobar',
  imports_to_commit: 'Importaciones por confirmar',
  accounts_to_approve: 'Cuentas por aprobar',
  locked_accounts: 'Cuentas bloqueadas',
  factor_resets_to_approve: 'Restablecimientos de factores por aprobar',
  recertifications: 'Recertificaciones de cuentas',
  provisioned_users_to_decide: 'Usuarios de proveedores de identidad por decidir',
};

export const dailyMailWords: Readonly<Record<Language, DailyMailWords>> = {
  en: {
    locale: 'en-US',
    subject: 'Work waits for you in the Task Force Tracker',
    opening: 'This waits for you in the Task Force Tracker:',
    more: 'or more',
    open: 'Open the tracker:',
    ending:
      'You switched on this daily mail. To stop it, open My account in the tracker and switch it off. Nobody reads answers to this mail.',
    kinds: english,
  },
  es: {
    locale: 'es-US',
    subject: 'Hay trabajo pendiente en Task Force Tracker',
    opening: 'Esto está pendiente en Task Force Tracker:',
    more: 'o más',
    open: 'Abra el sistema:',
    ending:
      'Usted activó este correo diario. Para detenerlo, abra Mi cuenta en el sistema y desactívelo. Nadie lee las respuestas a este correo.',
    kinds: spanish,
  },
};
