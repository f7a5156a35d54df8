import type { intake as english } from '../en/intake';
import { count } from './count';

export const intake: typeof english = {
  title: 'Nueva denuncia',
  reported: 'Lo que se denunció',
  reportedHint:
    'Pegue o escriba. Los correos, cuentas, direcciones IP y otros identificadores del texto se encuentran al escribir.',
  source: 'Fuente',
  sourceHint: (n) => `Alt+1 a Alt+${n} eligen una fuente.`,
  received: (zone) => `Recibida (${zone})`,
  state: 'Estado o territorio',
  county: 'Condado',
  city: 'Ciudad',
  agency: 'Agencia',
  type: 'Tipo',
  mode: 'Modo',
  later: 'Decidir en la evaluación',
  found: 'Encontrado en el texto',
  foundHint:
    'Elija los valores que se conservan. Enter conserva un valor y Retroceso lo quita. Las teclas s, v, r y u indican que es del sospechoso, de la víctima, del denunciante o de una persona desconocida.',
  ofRole: (role) => `de ${role}`,
  owner: (value) => `Titular de ${value}`,
  drop: (text) => `Quitar ${text}`,
  known: 'Coincidencias con otras denuncias',
  knownCount: (n) =>
    n === 0 ? 'Todavía no hay coincidencias.' : `${count(n, 'coincidencia encontrada', 'coincidencias encontradas')}.`,
  knownBefore: 'Estas son las coincidencias del texto antes de su último cambio.',
  notCompared: 'El texto todavía no se ha comparado con otras denuncias.',
  tooLong: (length, max) =>
    `El texto tiene ${length.toLocaleString('es-US')} caracteres. Redúzcalo a ${max.toLocaleString('es-US')} como máximo. Un texto más largo no se puede registrar.`,
  same: (reference) => `${reference} tiene el mismo número que dio la fuente.`,
  callWhom: 'Otra agencia tiene esta denuncia. Llame a esa agencia antes de registrarla de nuevo.',
  mentions: 'El texto nombra a un menor conocido. Use el seudónimo.',
  submit: 'Registrar la denuncia',
  another: 'Registrar y empezar otra',
  logged: (reference) => `${reference} está registrada.`,
  loggedMatches: (n) => `${count(n, 'coincidencia fuerte', 'coincidencias fuertes')}.`,
  open: 'Abrirla',
};
