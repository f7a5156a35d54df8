export const draft = {
  saved: (at: string) => `Draft saved ${at}`,
  saving: 'Saving the draft …',
  failed: 'The draft is not saved. Your text is still here.',
  resumed: (age: string) => `This is your unfinished text. You saved it ${age}.`,
  elsewhere: 'This draft changed in another tab. Your text is still here and is not saved.',
  ended:
    'This draft was submitted or discarded in another tab. Your text is still here and is not saved. Keep it as a new draft, or leave the form.',
  takeOther: 'Show the other text',
  keepMine: 'Keep my text',
  kept: 'Your text is kept as a draft. It is here when you open the form again.',
  discard: 'Discard the draft',
  discarded: 'The draft is discarded.',
};
