/*
 * Sets the first password of an account, by a one-time link. The token comes from the URL's fragment and is sent only in
 * the request that consumes it.
 */
const links = {
  admin: {
    path: 'api/v1/first-administrator',
    fields: ['email', 'name', 'password'],
    purpose: 'You are creating the first administrator, who then creates task forces, agencies and the other accounts.',
    act: 'Create the administrator',
  },
  invite: {
    path: 'api/v1/enrolments',
    fields: ['password'],
    purpose: 'An account was made for you. Choose the password you will sign in with.',
    act: 'Set the password',
  },
};

const [, kind, token] = /^#(admin|invite)=([A-Za-z0-9_-]{43})$/.exec(location.hash) ?? [];
const link = links[kind];
const another = 'Ask whoever gave it to you for another.';
history.replaceState(null, '', location.pathname);

const at = (id) => document.getElementById(id);
const form = at('form');

if (link) open();
else refuse(`This page is opened by a one-time link, whole. Open the link again. ${another}`);

function open() {
  at('purpose').textContent = link.purpose;
  at('purpose').hidden = false;
  at('send').textContent = link.act;
  for (const field of form.querySelectorAll('[data-for]')) field.hidden = field.dataset.for !== kind;
  form.hidden = false;
  at(link.fields[0]).focus();
}

at('show').addEventListener('change', (event) => {
  at('password').type = event.target.checked ? 'text' : 'password';
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});

async function send() {
  clear();
  at('send').disabled = true;
  try {
    const values = link.fields.map((field) => [field, at(field).value]);
    const response = await fetch(link.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...Object.fromEntries(values) }),
    });
    if (response.ok) finish();
    else tell(await response.json().catch(() => ({})));
  } catch {
    refuse('The tracker cannot be reached. Try again when it can.');
  } finally {
    at('send').disabled = false;
  }
}

/** Shows each fault at its field, and other faults above the form. */
function tell({ type, title, detail, errors = [] }) {
  const others = [];
  for (const { pointer, detail: fault } of errors) {
    const field = link.fields.find((name) => pointer === `#/${name}`);
    if (!field) others.push(fault);
    else {
      at(`${field}-fault`).textContent = `${labelOf(field)} ${fault}.`;
      at(field).setAttribute('aria-invalid', 'true');
    }
  }
  const first = form.querySelector('[aria-invalid]');
  if (first) first.focus();
  if (first && others.length === 0) return;
  if (type === '/problems/invalid-link') {
    form.hidden = at('purpose').hidden = true;
    others.push(another);
  }
  const sentences = [title ?? 'Something went wrong.', detail, ...others].filter(Boolean);
  refuse(sentences.map((sentence) => sentence.replace(/\.*$/, '.')).join(' '), first === null);
}

function labelOf(field) {
  return form.querySelector(`label[for="${field}"]`).textContent;
}

function clear() {
  at('problem').hidden = true;
  for (const field of link.fields) {
    at(`${field}-fault`).textContent = '';
    at(field).removeAttribute('aria-invalid');
  }
}

function refuse(words, isToBeRead = true) {
  at('problem').textContent = words.replace(/\.+$/, '.');
  at('problem').hidden = false;
  if (isToBeRead) at('problem').focus();
}

function finish() {
  form.reset();
  form.hidden = true;
  at('purpose').hidden = true;
  at('done').hidden = false;
  at('done').focus();
}
