import type { draft as english } from '../en/draft';

export const draft: typeof english = {
  saved: (at) => `Borrador guardado ${at}`,
  saving: 'Guardando el borrador …',
  failed: 'El borrador no se guardó. Su texto sigue aquí.',
  resumed: (age) => `Este es su texto sin terminar. Lo guardó ${age}.`,
  elsewhere: 'Este borrador cambió en otra pestaña. Su texto sigue aquí y no está guardado.',
  ended:
    'Este borrador se envió o se descartó en otra pestaña. Su texto sigue aquí y no está guardado. Consérvelo como borrador nuevo o deje el formulario.',
  takeOther: 'Mostrar el otro texto',
  keepMine: 'Conservar mi texto',
  kept: 'Su texto se conserva como borrador. Estará aquí cuando vuelva a abrir el formulario.',
  discard: 'Descartar el borrador',
  discarded: 'El borrador se descartó.',
};
