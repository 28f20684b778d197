import { describe, expect, it } from 'vitest';
import { Scheduler } from '../../server/src/lsp/scheduler.ts';

/**
 * A clock and an event loop under the test's control, and documents whose checks end when the test
 * says so.
 */
function bench() {
  const versions = new Map<string, number>();
  const published: string[] = [];
  const started: string[] = [];
  const failures: string[] = [];
  const ends: { readonly uri: string; end(result: string): void; fail(): void }[] = [];
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  let now = 0;
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const scheduler = new Scheduler<string>(
    {
      version: (uri) => versions.get(uri),
      run: (uri) => {
        started.push(`${uri}@${versions.get(uri)}`);
        return new Promise((resolve, reject) =>
          ends.push({ uri, end: resolve, fail: () => reject(new Error('broken')) }),
        );
      },
      publish: (uri, version, result) => published.push(`${uri}@${version}: ${result}`),
      failed: (uri) => failures.push(uri),
      defer: (callback, delay) => {
        const timer = { at: now + delay, callback };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    50,
  );
  const pass = async (time: number) => {
    const until = now + time;
    for (;;) {
      const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      now = Math.max(now, due.at);
      timers = timers.filter((one) => one !== due);
      due.callback();
      await settle();
    }
    now = until;
    await settle();
  };
  const end = async (result = 'done') => {
    ends.shift()?.end(result);
    await settle();
    await pass(0);
  };
  const fail = async () => {
    ends.shift()?.fail();
    await settle();
    await pass(0);
  };
  return { versions, published, started, failures, scheduler, pass, end, fail };
}

describe('the scheduler', () => {
  it('checks once after a burst of edits', async () => {
    const { versions, started, published, scheduler, pass, end } = bench();
    for (let version = 1; version <= 5; version++) {
      versions.set('a', version);
      scheduler.request('a', 'after pause');
      await pass(20);
    }
    await pass(50);
    await end();
    expect(started).toEqual(['a@5']);
    expect(published).toEqual(['a@5: done']);
  });

  it('publishes nothing that an edit overtook, and checks the newer text', async () => {
    const { versions, started, published, scheduler, pass, end } = bench();
    versions.set('a', 1);
    scheduler.request('a', 'now');
    await pass(0);
    versions.set('a', 2);
    scheduler.request('a', 'after pause');
    await end('stale');
    await pass(50);
    await end('fresh');
    expect(started).toEqual(['a@1', 'a@2']);
    expect(published).toEqual(['a@2: fresh']);
  });

  it('checks one document at a time, all of them', async () => {
    const { versions, started, published, scheduler, pass, end } = bench();
    for (const uri of ['a', 'b', 'c']) {
      versions.set(uri, 1);
      scheduler.request(uri, 'now');
    }
    await pass(0);
    expect(started).toEqual(['a@1']);
    await end();
    await end();
    await end();
    expect(published).toEqual(['a@1: done', 'b@1: done', 'c@1: done']);
  });

  it('goes on after a check that failed', async () => {
    const { versions, published, failures, scheduler, pass, end, fail } = bench();
    versions.set('a', 1);
    versions.set('b', 1);
    scheduler.request('a', 'now');
    scheduler.request('b', 'now');
    await pass(0);
    await fail();
    await end();
    expect(failures).toEqual(['a']);
    expect(published).toEqual(['b@1: done']);
  });

  it('publishes nothing for a document that was closed', async () => {
    const { versions, published, scheduler, pass, end } = bench();
    versions.set('a', 1);
    scheduler.request('a', 'now');
    await pass(0);
    versions.delete('a');
    scheduler.cancel('a');
    await end();
    expect(published).toEqual([]);
  });

  it('checks again when the same version is asked for while it runs, because an import may have changed', async () => {
    const { versions, started, published, scheduler, pass, end } = bench();
    versions.set('a', 1);
    scheduler.request('a', 'now');
    await pass(0);
    scheduler.request('a', 'now');
    await end('old import');
    await end('new import');
    expect(started).toEqual(['a@1', 'a@1']);
    expect(published).toEqual(['a@1: new import']);
  });
});
