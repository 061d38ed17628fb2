import { EventEmitter, once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HoldfastClient } from '../../src/contract/router/index.ts';
import type { FromCore, ToCore } from '../../src/main/core-messages.ts';

/** Node's ports are ports of the link's kind; their declared types differ. */
type LinkPort = ConstructorParameters<typeof RPCLink>[0]['port'];

/** Stands in for Electron's end of a utility process: same messages, real ports. */
class Parent extends EventEmitter {
  postMessage(message: FromCore): void {
    this.emit('said', message);
  }

  tell(data: ToCore, ports: unknown[] = []): void {
    this.emit('message', { data, ports });
  }

  async hear<T extends FromCore['type']>(type: T): Promise<Extract<FromCore, { type: T }>> {
    for (;;) {
      const [message] = (await once(this, 'said')) as [FromCore];
      if (message.type === type) return message as Extract<FromCore, { type: T }>;
      if (message.type === 'failed') throw new Error(`${message.code} ${JSON.stringify(message.params)}`);
    }
  }
}

const parent = new Parent();
const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-core-'));
let client: HoldfastClient;
let port: MessageChannel['port1'];

beforeAll(async () => {
  Object.assign(process, { parentPort: parent });
  await import('../../src/main/core-process.ts');
  const opened = parent.hear('opened');
  const file = path.join(folder, 'register.holdfast');
  parent.tell({
    type: 'open',
    file,
    demo: false,
    appFolder: folder,
    sealedKey: Buffer.alloc(32, 7).toString('base64'),
  });
  await opened;
  const channel = new MessageChannel();
  port = channel.port1;
  parent.tell({ type: 'port' }, [channel.port2]);
  client = createORPCClient(new RPCLink({ port: channel.port1 as unknown as LinkPort }));
  channel.port1.start();
});

afterAll(() => port?.close());

describe('the core process of the desktop', () => {
  it('serves the contract on the port it is handed', async () => {
    const info = await client.app.info();
    expect(info).toMatchObject({ host: 'electron', version: '0.3.0', started: false });
  });

  it('opens and writes only files that the person named', async () => {
    const file = path.join(folder, 'register.holdfast');
    await expect(client.files.open({ path: file })).rejects.toMatchObject({
      data: { code: 'PATH_NOT_CHOSEN' },
    });
    const allowed = parent.hear('allowed');
    parent.tell({ type: 'allowPath', file, ticket: 1 });
    await allowed;
    await expect(client.files.open({ path: file })).resolves.toMatchObject({ name: 'register.holdfast' });
  });
});
