import type { trail as english } from '../en/trail';
import { count } from './count';

export const trail: typeof english = {
  title: 'Registro de auditoría',
  scope: {
    all: 'Encuentra todas las acciones de su puesto y de los niveles inferiores.',
    taskForce: 'Encuentra todas las acciones de su grupo ICAC.',
    agency: 'Encuentra las acciones de las personas de su agencia y las que afectan a sus cuentas.',
    administration: 'Encuentra los cambios de las cuentas, las claves y las agencias de su puesto.',
    own: 'Encuentra sus propias acciones.',
  },
  logged: 'Cada búsqueda también queda en el registro.',
  filters: 'Buscar en el registro',
  outcome: 'Resultado',
  anyOutcome: 'Cualquier resultado',
  outcomes: { done: 'Realizadas', refused: 'Denegadas' },
  from: 'Desde el día',
  until: 'Hasta el día',
  wrongRange: 'El último día es anterior al primero.',
  search: 'Buscar',
  person: (name) => `Solo las acciones de ${name}`,
  onePerson: 'una persona',
  record: 'Solo las acciones sobre un expediente',
  everything: 'Mostrar todo',
  notSearched: 'Elija las entradas que necesita y después busque.',
  cancelled: 'La búsqueda requiere de nuevo su contraseña o su llave de acceso. No se buscó nada.',
  none: 'El registro no tiene ninguna entrada de ese tipo que usted pueda encontrar.',
  found: (n, hasMore) =>
    hasMore ? `Las ${count(n, 'entrada más reciente', 'entradas más recientes')}` : count(n, 'entrada', 'entradas'),
  columns: { at: 'Hora', action: 'Acción', address: 'Dirección de internet', acts: 'Seguir buscando' },
  refused: 'Denegada',
  reason: (reason) => `Motivo: ${reason}`,
  fields: (fields) => `Campos escritos: ${fields.join(', ')}`,
  records: (n) => count(n, 'expediente mostrado', 'expedientes mostrados'),
  ofPerson: 'Acciones de esta persona',
  onRecord: 'Acciones sobre este expediente',
  ofEntry: (sentence) => `de la entrada: ${sentence}`,
};
