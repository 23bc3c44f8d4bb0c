/** What Express 5 with express.json and the same zod schema can do, with no database; with a file as argument, with one durable insert. */
import express from 'express';
import { newEvent } from '../../../src/shipments/contract/events.ts';
import { openConnection } from '../../../src/platform/storage/sqlite.ts';
import { answerMeasurements } from './measurements.ts';

const file = process.argv[2];
const app = express();
app.use(express.json());

let insert = (_id: string, _body: string) => {};
if (file) {
  const connection = openConnection(file);
  connection.exec('CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const statement = connection.prepare('INSERT INTO event VALUES (?, ?)');
  insert = (id, body) => {
    statement.run(id, body);
  };
}

app.post('/api/v1/shipments/:id/events', (req, res) => {
  const parsed = newEvent.safeParse(req.body);
  if (!parsed.success) {
    res.status(400).json({ errors: parsed.error.issues });
    return;
  }
  insert(parsed.data.id, JSON.stringify(parsed.data));
  res.status(201).json(parsed.data);
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
answerMeasurements();
process.once('SIGTERM', () => process.exit(0));
