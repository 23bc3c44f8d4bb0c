/** A line of the field: so many bits a second in each direction, and so long to the other end and back. */
import { createServer, connect, type Socket } from 'node:net';

export interface Line {
  bitsPerSecond: number;
  roundTripMs: number;
}

export interface SlowLine {
  port: number;
  /** Bytes that came from the service since the last time somebody asked. */
  takeBytes: () => number;
  close: () => Promise<void>;
}

/** What is sent at once: about one packet. */
const PACKET = 1400;

/** One direction: all connections share it, one packet after the other. */
function direction({ bitsPerSecond, roundTripMs }: Line) {
  let freeAt = 0;
  return (bytes: number): number => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + (bytes * 8000) / bitsPerSecond;
    return freeAt - now + roundTripMs / 2;
  };
}

/** Forwards connections to a port of this machine over such a line. */
export async function slowLineTo(targetPort: number, line: Line): Promise<SlowLine> {
  const up = direction(line);
  const down = direction(line);
  let bytes = 0;
  const sockets = new Set<Socket>();
  const carry = (from: Socket, to: Socket, delayOf: (size: number) => number, isDown: boolean) => {
    from.on('data', (data) => {
      // The sender waits for the line: nothing is buffered that a real one would not take.
      from.pause();
      let delay = 0;
      for (let at = 0; at < data.length; at += PACKET) {
        const packet = data.subarray(at, at + PACKET);
        delay = delayOf(packet.length);
        if (isDown) bytes += packet.length;
        setTimeout(() => to.writable && to.write(packet), delay);
      }
      setTimeout(() => from.resume(), Math.max(0, delay - line.roundTripMs / 2));
    });
    from.on('end', () => setTimeout(() => to.end(), delayOf(0)));
    from.on('error', () => to.destroy());
    from.on('close', () => sockets.delete(from));
    sockets.add(from);
  };
  const server = createServer((phone) => {
    // A connection is there after one way to the other end and back.
    phone.pause();
    setTimeout(() => {
      const service = connect(targetPort, '127.0.0.1');
      carry(phone, service, up, false);
      carry(service, phone, down, true);
      phone.resume();
    }, line.roundTripMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the line has no port');
  return {
    port: address.port,
    takeBytes() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
