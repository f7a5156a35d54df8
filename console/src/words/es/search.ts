import type { search as english } from '../en/search';
import { count } from './count';

export const search: typeof english = {
  title: 'Buscar',
  box: 'Buscar en los registros que usted puede ver',
  hint: 'Un identificador, un nombre, una referencia o palabras de un texto.',
  run: 'Buscar',
  takenFor: (kinds) => `Se buscó como: ${kinds}.`,
  reading: { identifier: 'identificador', name: 'nombre', reference: 'referencia', text: 'palabras' },
  identifiers: 'Identificadores',
  names: 'Nombres',
  references: 'Referencias',
  investigations: 'Investigaciones',
  narratives: 'Denuncias con estas palabras',
  nothing: 'No se encontró nada en los registros que usted puede ver.',
  incomplete: 'Hay más resultados. Agregue una palabra para reducirlos.',
  results: (n) => `${count(n, 'resultado', 'resultados')}.`,
  nameReason: {
    written_so: 'escrito así',
    spelt_nearly: 'escrito casi así',
    sounds_alike: 'suena parecido',
  },
  saveView: 'Guardar esta búsqueda como vista',
  viewName: 'Nombre de la vista',
  viewSaved: (name) => `La vista ${name} está guardada.`,
};
