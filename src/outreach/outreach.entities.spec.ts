import { describe, expect, it } from '@jest/globals';
import { Presentation } from './presentation.entity.js';
import { Training } from './training.entity.js';

const at = (pointer: string): unknown =>
  expect.objectContaining({ status: 422, members: { errors: [expect.objectContaining({ pointer })] } });

describe('A presentation', () => {
  const facts = { heldOn: '2018-04-17', title: 'Staying safe', attendeesYouth: 180, attendeesAdult: 22 };

  it('has been held by today', () => {
    const presentation = new Presentation();

    presentation.tell(facts, '2018-04-17');
    expect(presentation).toMatchObject(facts);
    expect(() => {
      presentation.tell({ ...facts, title: 'Early' }, '2018-04-16');
    }).toThrow(at('#/heldOn'));
    expect(presentation.title).toBe('Staying safe');
  });
});

describe('A training', () => {
  const heads = { trainedLawEnforcement: 24, trainedProsecutors: 6, trainedOther: 3 };
  const facts = { endedOn: '2018-04-20', title: 'Chats', ...heads };

  it('has ended by today', () => {
    const training = new Training();

    training.tell(facts, '2018-04-20');
    expect(training).toMatchObject(facts);
    expect(() => {
      training.tell(facts, '2018-04-19');
    }).toThrow(at('#/endedOn'));
  });
});
