/*
 * Signs a person in: the notice first, then a passkey, or a password and further steps. The missing step of the session
 * selects the visible part. Secrets stay in the fields, and the next part clears them.
 */
import { ask, wordsFor } from './api-client.js';
import { hasPasskeys, makePasskey, signWithPasskey } from './passkey.js';
import { drawQrCode } from './qr-code.js';
import { encode } from './uqr.js';

const actWords = {
  created: 'created',
  role_changed: 'changed the role of',
  seat_changed: 'changed the seat of',
  disabled: 'disabled',
  enabled: 'enabled',
  approved: 'approved',
  link_issued: 'issued a one-time link for',
  reset_requested: 'requested a factor reset of',
  reset_approved: 'approved a factor reset of',
};
const parts = ['notice', 'sign-in', 'second-factor', 'new-password', 'inside'];
const at = (id) => document.getElementById(id);
let notice;
/** The element to focus after the action: a disabled element cannot be focused. */
let next = 'title';

on('acknowledge', 'click', () => show('sign-in', hasPasskeys ? 'use-passkey' : 'email'));
on('use-passkey', 'click', () => byPasskey((response) => ask('POST', 'sessions/passkey', { response, notice })));
on('show-passkey', 'click', () => byPasskey((response) => ask('POST', 'sessions/second-factor', { response })));
on('password-form', 'submit', () =>
  enter(ask('POST', 'sessions', { email: at('email').value, password: at('password').value, notice }), 'email'),
);
on('code-form', 'submit', () => enter(ask('POST', 'sessions/second-factor', { code: at('code').value }), 'code'));
on('change-form', 'submit', () =>
  enter(ask('PUT', 'accounts/me/password', { current: at('current').value, password: at('next').value }), 'next'),
);
on('passkey-form', 'submit', addPasskey);
on('begin-totp', 'click', beginTotp);
on('totp-form', 'submit', () =>
  enter(ask('PUT', 'accounts/me/totp/confirmation', { code: at('first-code').value }), 'first-code'),
);
on('make-codes', 'click', makeCodes);
on('sign-out', 'click', async () => {
  await ask('DELETE', 'sessions/current');
  location.reload();
});

await start();
at(next).focus();

/** Resumes an open session or a pending sign-in. */
async function start() {
  const [told, current] = [await ask('GET', 'notice'), await ask('GET', 'sessions/current')];
  if (!told.isRight) return refuse(wordsFor(told));
  notice = told.body.version;
  at('notice-text').textContent = told.body.text;
  at('notice-warning').textContent = told.body.warning ?? '';
  at('notice-warning').hidden = told.body.warning === null;
  at('by-passkey').hidden = !hasPasskeys;
  if (current.isRight) await goOn(current.body);
  else show('notice', 'title');
}

/** Runs one action at a time and shows its outcome. */
function on(id, event, act) {
  at(id).addEventListener(event, async (happening) => {
    happening.preventDefault();
    at('problem').hidden = true;
    at('news').textContent = '';
    const buttons = [...document.querySelectorAll('button:enabled')];
    for (const button of buttons) button.disabled = true;
    try {
      await act();
    } finally {
      for (const button of buttons) button.disabled = false;
      at(next).focus();
    }
  });
}

async function enter(asking, field) {
  const answer = await asking;
  if (!answer.isRight) return refuse(wordsFor(answer), field);
  await goOn(answer.body);
}

async function byPasskey(sign) {
  const challenge = await ask('POST', 'passkey-challenges');
  if (!challenge.isRight) return refuse(wordsFor(challenge));
  const response = await signWithPasskey(challenge.body).catch(() => null);
  if (response === null) return refuse('No passkey was shown. Try again, or sign in another way.');
  await enter(sign(response));
}

async function goOn(session) {
  for (const field of document.querySelectorAll('input[type="password"], #code, #first-code')) field.value = '';
  at('totp-form').hidden = true;
  at('totp-secret').textContent = '';
  at('totp-link').removeAttribute('href');
  at('totp-modules').removeAttribute('d');
  if (session.pendingStep === 'second_factor') {
    at('second-by-passkey').hidden = !hasPasskeys || !session.factors.includes('passkey');
    at('code-form').hidden = !session.factors.some((factor) => factor === 'totp' || factor === 'recovery_code');
    return show('second-factor', at('code-form').hidden ? 'show-passkey' : 'code');
  }
  if (session.pendingStep === 'password') return show('new-password', 'current');
  await welcome(session);
}

async function welcome({ pendingStep, sinceLastSignIn, steppedUpUntil, account }) {
  const isIn = pendingStep === null;
  at('enrol-first').hidden = isIn;
  at('account').hidden = at('recovery').hidden = at('onward').hidden = !isIn;
  // Only for an existing session: a new one has just authenticated.
  const isLate = isIn && steppedUpUntil === null;
  at('changes').hidden = isLate;
  at('step-up-needed').hidden = !isLate;
  at('passkey-form').hidden = !hasPasskeys;
  if (isIn) {
    at('who').textContent = account ? `You are signed in as ${account.name}.` : 'You are signed in.';
    if (sinceLastSignIn) at('since').textContent = sinceWords(sinceLastSignIn);
    await listFactors();
  }
  show('inside', 'title');
}

async function listFactors() {
  const { isRight, body } = await ask('GET', 'accounts/me/factors');
  if (!isRight) return;
  const lines = [
    ...body.passkeys.map(({ name, addedAt }) => `Passkey “${name}”, since ${dayOf(addedAt)}`),
    ...(body.totp ? [`Authenticator app, since ${dayOf(body.totp.addedAt)}`] : []),
    `Recovery codes left: ${body.recoveryCodesLeft}`,
  ];
  at('factors').replaceChildren(...lines.map(itemOf));
}

async function addPasskey() {
  const options = await ask('POST', 'accounts/me/passkey-challenges');
  if (!options.isRight) return refuse(wordsFor(options));
  const response = await makePasskey(options.body).catch(() => null);
  if (response === null) return refuse('No passkey was made. Try again, or set up an authenticator app.');
  await enter(ask('POST', 'accounts/me/passkeys', { name: at('passkey-name').value, response }), 'passkey-name');
  at('news').textContent = 'The passkey is added.';
}

async function beginTotp() {
  const answer = await ask('POST', 'accounts/me/totp');
  if (!answer.isRight) return refuse(wordsFor(answer));
  at('totp-secret').textContent = answer.body.secret.replace(/(.{4})(?=.)/g, '$1 ');
  at('totp-link').href = answer.body.uri;
  drawQrCode(at('totp-picture'), at('totp-modules'), encode(answer.body.uri, { ecc: 'M', border: 4 }));
  at('totp-form').hidden = false;
  next = 'first-code';
}

async function makeCodes() {
  const answer = await ask('POST', 'accounts/me/recovery-codes');
  if (!answer.isRight) return refuse(wordsFor(answer));
  at('codes').replaceChildren(...answer.body.codes.map(itemOf));
  at('codes-shown').hidden = false;
  next = 'codes-shown';
  await listFactors();
}

function sinceWords({ signedInAt, address, failures, credentialsChangedAt, accountActs }) {
  if (signedInAt === null) return 'This is the first time you sign in.';
  const said = [`You last signed in on ${timeOf(signedInAt)} from ${address}.`];
  if (failures > 0) said.push(`Since then somebody tried and failed ${failures} times to be you.`);
  if (credentialsChangedAt) said.push(`Your password or factors changed on ${timeOf(credentialsChangedAt)}.`);
  for (const { accountName, act, actorName, at: when } of accountActs)
    said.push(`${actorName} ${actWords[act]} the account of ${accountName} on ${timeOf(when)}.`);
  return said.join(' ');
}

function show(part, focused) {
  for (const id of parts) at(id).hidden = id !== part;
  next = focused;
}

function refuse(words, field) {
  at('problem').textContent = words;
  at('problem').hidden = false;
  next = field ?? 'problem';
}

function itemOf(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

function dayOf(instant) {
  return new Date(instant).toLocaleDateString();
}

function timeOf(instant) {
  return new Date(instant).toLocaleString();
}
