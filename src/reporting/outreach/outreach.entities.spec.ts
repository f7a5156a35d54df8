import { describe, expect, it } from '@jest/globals';
import { Voided } from '../../platform/http/problems.js';
import { AssistanceSession, type AssistanceFacts } from './assistance-session.entity.js';
import { Presentation } from './presentation.entity.js';
import { Training } from './training.entity.js';

const at = (pointer: string): unknown =>
  expect.objectContaining({ status: 422, members: { errors: [expect.objectContaining({ pointer })] } });

describe('a presentation', () => {
  const facts = { heldOn: '2018-04-17', title: 'Staying safe', attendeesYouth: 180, attendeesAdult: 22 };

  it('is held today at the latest', () => {
    const presentation = Object.assign(new Presentation(), { voidedAt: null });

    presentation.update(facts, '2018-04-17');
    expect(presentation).toMatchObject(facts);
    expect(() => {
      presentation.update({ ...facts, title: 'Early' }, '2018-04-16');
    }).toThrow(at('#/heldOn'));
    expect(presentation.title).toBe('Staying safe');
  });
});

describe('a training', () => {
  const heads = { trainedLawEnforcement: 24, trainedProsecutors: 6, trainedOther: 3 };
  const facts = { endedOn: '2018-04-20', title: 'Chats', ...heads };

  it('ends today at the latest', () => {
    const training = Object.assign(new Training(), { voidedAt: null });

    training.update(facts, '2018-04-20');
    expect(training).toMatchObject(facts);
    expect(() => {
      training.update(facts, '2018-04-19');
    }).toThrow(at('#/endedOn'));
  });
});

describe('an assistance session record', () => {
  const facts: AssistanceFacts = {
    heldOn: '2018-04-20',
    recipientAgencyId: null,
    recipientName: 'Pine County Sheriff',
    kind: 'forensic',
    topic: 'Unlocking a telephone',
    hours: 3,
  };
  const session = (): AssistanceSession =>
    Object.assign(new AssistanceSession(), { agencyId: 'the giver', voidedAt: null });

  it('is held today at the latest, for another agency by id or by name', () => {
    for (const [overrides, pointer] of [
      [{ heldOn: '2018-04-21' }, '#/heldOn'],
      [{ recipientAgencyId: 'another' }, '#/recipientName'],
      [{ recipientName: null }, '#/recipientAgencyId'],
      [{ recipientName: null, recipientAgencyId: 'the giver' }, '#/recipientAgencyId'],
    ] as const) {
      expect(() => {
        session().update({ ...facts, ...overrides }, '2018-04-20');
      }).toThrow(at(pointer));
    }
    for (const overrides of [{}, { recipientAgencyId: 'another', recipientName: null }]) {
      const updated = session();
      updated.update({ ...facts, ...overrides }, '2018-04-20');
      expect(updated).toMatchObject({ ...facts, ...overrides });
    }
  });
});

describe('a voided outreach record', () => {
  it('rejects changes', () => {
    const voided = { voidedAt: new Date() };
    const [talk, course, help] = [new Presentation(), new Training(), new AssistanceSession()];

    for (const row of [talk, course, help]) {
      const update = Object.assign(row, voided).update.bind(row) as (facts: object, today: string) => void;
      expect(() => {
        update({}, '2018-04-20');
      }).toThrow(Voided);
    }
  });
});
