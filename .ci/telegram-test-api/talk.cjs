// Starts telegram-test-api, a front that gives it what it lacks, and a bot; then says to the bot what a file says, and
// looks for the words that its answers must hold. A line of the file is "> what is said", "tap [label]", or
// "< words of the answer, or of the edited message".
'use strict';
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const TelegramServer = require('telegram-test-api');

const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8';
const patience = 20_000; // milliseconds for one answer
const pace = 3_000; // milliseconds before each message: who asks faster is told to ask slower
const longestPoll = 50; // seconds
const played = ['sendMessage', 'editMessageText', 'editMessageReplyMarkup', 'deleteMessage', 'answerCallbackQuery', 'getMe'];

// front listens where the bot calls. It waits in getUpdates and keeps what is not confirmed, writes dates in seconds, and
// answers true to methods that telegram-test-api does not know and where it answers null.
function front(server, upstream) {
  let unconfirmed = [];
  async function getUpdates(params) {
    const offset = Number(params.get('offset') || 0);
    const until = Date.now() + 1000 * Math.min(longestPoll, Number(params.get('timeout') || 0));
    unconfirmed = unconfirmed.filter((u) => u.update_id >= offset);
    for (;;) {
      unconfirmed.push(...server.getUpdates(token));
      const left = until - Date.now();
      if (unconfirmed.length > 0 || left <= 0) return { ok: true, result: unconfirmed };
      const timer = new AbortController();
      const signals = { signal: AbortSignal.any([timer.signal, AbortSignal.timeout(left)]) };
      await Promise.race(['AddedUserMessage', 'AddedUserCommand', 'AddedUserCallbackQuery'].map((e) => once(server, e, signals))).catch(() => {});
      timer.abort();
    }
  }
  return http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const method = request.url.split('/').pop();
    const reply = (status, json) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
    if (method === 'getUpdates') return reply(200, await getUpdates(new URLSearchParams(body)));
    if (!played.includes(method)) return reply(200, { ok: true, result: true });
    const answer = await fetch(upstream + request.url, { method: 'POST', body, headers: { 'Content-Type': request.headers['content-type'] || 'application/json' } });
    const json = await answer.json();
    if (json.result === null) json.result = true;
    if (json.result && json.result.date) json.result.date = Math.floor(json.result.date / 1000);
    if (method === 'getMe') json.result.is_bot = true;
    return reply(answer.status, json);
  });
}

// conversation says the lines and returns what went wrong.
async function conversation(server, client, lines) {
  let seen = 0; // answers of the bot that were looked at
  const answers = () => server.storage.botMessages.map((m) => ({ id: m.messageId, ...m.message }));
  const until = async (what, holds) => {
    for (const end = Date.now() + patience; Date.now() < end; await new Promise((r) => setTimeout(r, 20))) {
      const found = holds();
      if (found !== undefined) return found;
    }
    throw new Error(`${what}\nthe bot said last: ${JSON.stringify(answers().slice(-2), null, 1)}`);
  };
  for (const line of lines) {
    const [mark, said] = [line.slice(0, 2), line.slice(2)];
    if (line === '' || line.startsWith('#')) continue;
    if (mark === '> ') {
      await new Promise((r) => setTimeout(r, pace));
      seen = answers().length;
      await (said.startsWith('/') ? client.sendCommand(client.makeCommand(said)) : client.sendMessage(client.makeMessage(said)));
    } else if (mark === '< ') {
      await until(`no answer holds: ${said}`, () => answers().slice(Math.max(0, seen)).find((m) => m.text.includes(said)));
    } else if (line.startsWith('tap [')) {
      const label = line.slice('tap ['.length, -1);
      const button = await until(`no button ${label}`, () => {
        for (const m of answers().reverse()) {
          const b = (m.reply_markup?.inline_keyboard || []).flat().find((k) => k.text === label);
          if (b) return { data: b.callback_data, id: m.id };
        }
        return undefined;
      });
      seen = answers().findIndex((m) => m.id === button.id);
      await client.sendCallback(client.makeCallbackQuery(button.data, { message: { message_id: button.id, date: Math.floor(Date.now() / 1000) } }));
    } else {
      throw new Error(`not understood: ${line}`);
    }
    console.log(line);
  }
}

async function main([file, command, ...args]) {
  const inner = http.createServer().listen(0, '127.0.0.1'); // finds a free port
  await once(inner, 'listening');
  const { port } = inner.address();
  inner.close();
  const server = new TelegramServer({ port, host: '127.0.0.1' });
  await server.start();
  const outer = front(server, `http://127.0.0.1:${port}`).listen(0, '127.0.0.1');
  await once(outer, 'listening');
  const bot = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, TELEGRAM_API_URL: `http://127.0.0.1:${outer.address().port}`, TELEGRAM_BOT_TOKEN: token },
  });
  const gone = once(bot, 'exit').then(([code]) => { throw new Error(`the bot ended with ${code}`); });
  const client = server.getClient(token, { userId: 42, chatId: 42, timeout: patience });
  try {
    await Promise.race([gone, conversation(server, client, fs.readFileSync(file, 'utf8').trim().split('\n'))]);
  } finally {
    gone.catch(() => {});
    bot.kill();
  }
}

main(process.argv.slice(2)).then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });
