import { parentPort } from 'node:worker_threads';

export interface Asked<Question> {
  id: number;
  question: Question;
}
export type Answered<Answer> = { id: number } & ({ answer: Answer } | { failure: string });

/** Within a thread of `thread.ts`: answers what is asked; what is thrown is told as a failure. @throws Error outside of a thread */
export function answering<Question, Answer>(answer: (question: Question) => Answer): void {
  const port = parentPort;
  if (!port) throw new Error('this runs as a thread');
  const answered = ({ id, question }: Asked<Question>): Answered<Answer> => {
    try {
      return { id, answer: answer(question) };
    } catch (error) {
      return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  port.on('message', (asked: Asked<Question>) => port.postMessage(answered(asked)));
}
