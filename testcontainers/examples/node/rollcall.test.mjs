// Rollcall in a Node test suite: no dependencies, node 20 or newer.
//
//   ROLLCALL_URL=http://localhost:9000 ROLLCALL_ADMIN_KEY=... node --test
import assert from 'node:assert/strict';
import test from 'node:test';

const base = process.env.ROLLCALL_URL ?? 'http://localhost:9000';
const adminKey = process.env.ROLLCALL_ADMIN_KEY ?? '';

async function call(method, path, body, headers = {}) {
  const response = await fetch(base + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.message}`);
  return answer;
}

// people and apps of one's own: tests that run side by side do not meet
const createPerson = (person) => call('POST', '/admin/v1/people', person, { 'X-API-Key': adminKey });
const createClient = (client) => call('POST', '/admin/v1/clients', client, { 'X-API-Key': adminKey });
const signIn = (request) => call('POST', '/workbench/api/sign-in', request);

test('a student signs in and is recognised', async () => {
  const student = await createPerson({ role: 'Student', district: 'lincolnusd', claims: { favorite_color: 'blue' } });
  const app = await createClient({ name: 'Node Reader', redirectUris: ['http://localhost:3000/callback'] });

  const { callbackUrl, tokens, claims } = await signIn({
    person: `${student.district}/${student.loginId}`,
    client: app.clientId,
    scopes: ['openid', 'profile'],
    state: 'a state',
  });

  assert.equal(new URL(callbackUrl).searchParams.get('state'), 'a state');
  assert.equal(claims.sub, String(student.userId));
  assert.equal(claims.favorite_color, 'blue');

  const info = await call('GET', '/v2/my/info', undefined, { Authorization: `Bearer ${tokens.access_token}` });
  assert.equal(info.LoginId, student.loginId);
  assert.equal(info.Role, 'Student');
});

test('an app redeems the code itself', async () => {
  const app = await createClient({ name: 'Node Redeemer', redirectUris: ['http://localhost:3000/callback'] });
  const { code } = await signIn({ person: 'lincolnusd/tina.teacher', client: app.clientId, exchange: false });

  // what an app under test does with its callback
  const response = await fetch(`${base}/oauth2/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({ code, client_id: app.clientId, client_secret: app.clientSecret }),
  });
  assert.equal(response.status, 200);
  assert.match((await response.json()).access_token, /^c\d{13}[0-9a-f]{32}$/);
});

test('what cannot be is said in words', async () => {
  await assert.rejects(signIn({ person: 'lincolnusd/tina.teecher', client: 'Lincoln Reader' }), /tina\.teacher/);
});
