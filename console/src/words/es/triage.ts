import type { triage as english } from '../en/triage';
import { count } from './count';
import { childAccess, triageReasons } from './triage-reasons';

export const triage: typeof english = {
  title: 'Evaluación',
  progress: (done, all) => `${done} de ${all} listas`,
  remaining: (minutes) => `faltan unos ${count(minutes, 'minuto', 'minutos')}`,
  none: 'Ninguna denuncia espera evaluación.',
  finished: 'Todas las denuncias están evaluadas.',
  proposal: 'Decisión propuesta',
  tiers:
    'Nivel 1: un menor en riesgo inmediato. Nivel 2: un menor en riesgo. Nivel 3: un sospechoso conocido. Nivel 4: todas las demás denuncias.',
  reasons: 'Razones',
  reason: triageReasons,
  effect: { weaker: 'También se cumple', overruled: 'Sin efecto' },
  childAccess: 'Acceso a un menor',
  childAccessOf: childAccess,
  handsOnStatement: 'Abuso físico declarado',
  factsHint: 'Lo que el informe dice de la persona reportada. La propuesta se ajusta a ello.',
  laterProposal:
    'La propuesta para estos datos aún no había llegado. Revise su prioridad y su justificación, y después decida.',
  noProposal: 'No se pudo leer la propuesta para estos datos. Inténtelo de nuevo y después decida.',
  places: 'Lugares',
  placeWarnings: 'Lugares por verificar',
  recordedPlace: (place) => `${place}, como consta`,
  lostPlace: 'El lugar de su borrador ya no se ofrece. Queda el lugar que consta, salvo que elija otro.',
  accept: 'Decidir y seguir',
  skip: 'Omitir',
  exit: 'Volver a la cola',
  skipped: (n) => `${count(n, 'denuncia omitida espera', 'denuncias omitidas esperan')} evaluación.`,
  showSkipped: 'Mostrar las omitidas',
  keys: 'Ctrl+Enter decide. 1 a 4 eligen la prioridad, d marca un duplicado, e cierra, h pone en espera, a asigna, s omite.',
};
