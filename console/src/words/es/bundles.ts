import type { bundles as english } from '../en/bundles';
import { count } from './count';

export const bundles: typeof english = {
  title: 'Grupos',
  one: 'Grupo',
  line: (n, kinds) =>
    `${count(n, 'denuncia sin evaluar tiene', 'denuncias sin evaluar tienen')} ${{ file: 'el mismo archivo', account: 'la misma cuenta', both: 'el mismo archivo y la misma cuenta' }[kinds]}.`,
  hint: 'Un grupo tiene las denuncias sin evaluar con el mismo archivo o la misma cuenta, recibidas en siete días.',
  none: 'Ninguna denuncia sin evaluar comparte un archivo o una cuenta.',
  incomplete: 'Puede haber más grupos. Se muestran los mayores de las últimas denuncias.',
  finished: 'Ninguna denuncia de este grupo espera evaluación.',
  part: (n) =>
    `Se muestran las primeras ${count(n, 'denuncia', 'denuncias')}. Las demás siguen después de la decisión.`,
  exit: 'Volver a los grupos',
  decision: (n) => `Una decisión para ${count(n, 'denuncia', 'denuncias')}`,
  effect: 'Cada denuncia seleccionada recibe su propia evaluación con esta decisión y se cuenta por sí misma.',
  decide: 'Decidir para las seleccionadas',
  noneSelected: 'Seleccione al menos una denuncia.',
  triaged: (done, skipped) =>
    `${count(done, 'denuncia evaluada', 'denuncias evaluadas')}.${skipped > 0 ? ` ${count(skipped, 'omitida', 'omitidas')}.` : ''}`,
  obstacle: {
    role: 'Su función no evalúa denuncias.',
    agency: 'Otra agencia decide sobre esta denuncia.',
    own_investigation: 'Usted investiga esta denuncia.',
    expunged: 'Un tribunal ordenó la eliminación de esta denuncia.',
    state: 'El estado de esta denuncia no permite evaluarla.',
  },
  columns: { bundle: 'Grupo', proposedPriority: 'Prioridad propuesta', proposedType: 'Tipo propuesto' },
};
