import type { ChildAccess, Schemas } from '../../api/types';
import type { triageReasons as english } from '../en/triage-reasons';
import { count } from './count';
import { values } from './values';

const list = ({ annotations }: Schemas['TriageReasonParams']): string =>
  annotations.map((one) => values.annotation[one]).join(', ');

export const childAccess: Readonly<Record<ChildAccess, string>> = {
  parent_or_guardian: 'Padre, madre o tutor',
  household: 'Miembro del hogar',
  relative: 'Familiar',
  caregiver: 'Cuidador',
  teacher: 'Maestro',
  coach: 'Entrenador',
  other: 'Otro acceso',
  none: 'Sin acceso conocido',
};

export const triageReasons: typeof english = {
  recorded_type: () => 'La denuncia ya tiene este tipo.',
  incident_type: ({ type }) =>
    type === null || type === 'csam_possession'
      ? 'El CyberTip reporta material de abuso sexual infantil. La posesión es lo mínimo que esto significa.'
      : `El CyberTip reporta este tipo: ${values.complaintType[type]}.`,
  recorded_mode: () => 'La denuncia ya tiene este modo.',
  reporting_source: () => 'Un aviso o una remisión inició la denuncia.',
  child_at_risk_now: () => 'Consta que un menor está en riesgo, o que su abuso continúa.',
  hands_on_statement: () => 'Una persona encontró una declaración de abuso físico directo (hands-on).',
  escalated_by_provider: () => 'El proveedor elevó el informe: declara un riesgo inmediato para un menor.',
  contact_with_a_child: () => 'Se trata de abuso con contacto, trata o alguien en camino hacia un menor.',
  child_identified: () => 'Un menor ha sido identificado.',
  access_to_child: ({ access }) => `La persona reportada tiene acceso a un menor: ${childAccess[access ?? 'other']}.`,
  child_within_reach: () =>
    'Se trata de alguien que alcanza o graba a un menor: captación, sextorsión, producción, viaje para abusar.',
  child_coerced: (params) => `El informe está marcado como coacción de un menor: ${list(params)}.`,
  known_suspect: () => 'Se conoce a un sospechoso.',
  convicted_offender: () => 'El informe declara que la persona reportada tiene una condena por delito sexual.',
  prior_reports: (params) =>
    `El informe nombra ${count(params.count ?? 0, 'informe anterior', 'informes anteriores')} sobre la persona reportada.`,
  aggravated: (params) => `El informe está marcado como agravado: ${list(params)}.`,
  prepubescent_child: (params) =>
    `${count(params.count ?? 0, 'archivo reportado', 'archivos reportados')} de clase A1 o A2: un menor prepúber.`,
  many_files: (params) => `El informe incluye ${count(params.count ?? 0, 'archivo', 'archivos')}.`,
  active_offender: () => 'Se trata de distribución o de material obsceno enviado a menores.',
  known_viral: () => 'Cada archivo reportado está marcado como viral o como meme.',
  informational: () => 'NCMEC clasificó el informe como informativo.',
  all_else: () => 'Nada de lo que se sabe indica mayor urgencia.',
};
