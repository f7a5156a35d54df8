import type { accounts as english } from '../en/accounts';
import { count } from './count';

export const accounts: typeof english = {
  title: 'Cuentas',
  none: 'Ninguna cuenta tiene estas propiedades.',
  show: 'Mostrar',
  states: {
    enabled: 'Habilitadas',
    waiting: 'A la espera de aprobación',
    locked: 'Bloqueadas',
    invited: 'Aún sin contraseña',
    disabled: 'Deshabilitadas',
  },
  search: 'Nombre o correo electrónico',
  anyRole: 'Cualquier función',
  found: (n, hasMore) => (hasMore ? `Las primeras ${count(n, 'cuenta', 'cuentas')}` : count(n, 'cuenta', 'cuentas')),
  columns: {
    person: 'Persona',
    role: 'Función',
    status: 'Estado',
    signedIn: 'Último inicio de sesión',
    trained: 'Formación válida hasta',
    acts: 'Acciones',
  },
  status: {
    active: 'Activa',
    waiting: 'Espera aprobación',
    invited: 'Aún sin contraseña',
    locked: 'Bloqueada',
    disabled: 'Deshabilitada',
    ends: (at) => `Termina el ${at}`,
  },
  never: 'Nunca',
  unknown: 'Desconocida',
  acts: {
    approve: 'Aprobar',
    invite: 'Crear un enlace de un solo uso',
    unlock: 'Desbloquear',
    changeRole: 'Cambiar función o puesto',
    requestReset: 'Solicitar un restablecimiento',
    disable: 'Deshabilitar',
    enable: 'Habilitar',
  },
  effect: {
    approve: 'La persona podrá iniciar sesión tras una invitación. Usted no puede aprobar su propia solicitud.',
    invite:
      'El enlace se muestra una sola vez. Quien lo tenga puede fijar la contraseña. Envíelo a la persona por un medio de su confianza.',
    unlock: 'La persona podrá volver a usar su contraseña. Antes, compruebe que fue la persona quien lo pidió.',
    changeRole:
      'Las sesiones y claves de máquina de la cuenta terminan de inmediato. Una nueva cuenta de supervisor, de administrador o nacional espera a una segunda persona.',
    requestReset:
      'Cuando una segunda persona lo apruebe en 24 horas, se eliminan la contraseña y todos los segundos factores. Indique cómo identificó a la persona.',
    disable: 'Las sesiones y claves de máquina de la cuenta terminan de inmediato. Puede habilitarla más adelante.',
    enable: 'La persona podrá iniciar sesión de nuevo con la contraseña anterior.',
  },
  done: {
    approve: (name) => `La cuenta de ${name} está aprobada.`,
    unlock: (name) => `La cuenta de ${name} está desbloqueada.`,
    changeRole: (name) => `La función y el puesto de ${name} han cambiado.`,
    requestReset: (name) => `El restablecimiento de ${name} espera a una segunda persona.`,
    disable: (name) => `La cuenta de ${name} está deshabilitada.`,
    enable: (name) => `La cuenta de ${name} está habilitada.`,
    create: (name) => `La cuenta de ${name} está creada.`,
    reset: (name) => `Los factores de ${name} se han restablecido.`,
  },
  create: 'Nueva cuenta',
  createEffect:
    'La persona puede iniciar sesión tras una invitación. Una cuenta de supervisor, de administrador o de la oficina nacional espera antes a una segunda persona.',
  level: 'Puesto',
  levels: { national: 'Oficina nacional', task_force: 'Grupo ICAC', agency: 'Agencia' },
  taskForce: 'Grupo ICAC',
  agency: 'Agencia',
  agencyHint: 'Sin agencia, el puesto es el grupo ICAC.',
  link: {
    made: (name) => `El enlace de un solo uso de ${name}`,
    text: (until) => `Cópielo ahora. No se vuelve a mostrar y termina el ${until}.`,
  },
  resets: {
    title: 'Restablecimientos de factores que esperan a una segunda persona',
    caption: 'Restablecimientos solicitados',
    person: 'Persona',
    reason: 'Motivo',
    requested: 'Solicitado',
    lapses: 'Caduca',
    by: (name, at) => `${name}, ${at}`,
    approve: 'Aprobar el restablecimiento',
    effect:
      'La contraseña y todos los segundos factores de la persona se eliminan de inmediato. La persona necesita un nuevo enlace de un solo uso.',
    yours: 'Lo aprueba otra persona.',
  },
};
