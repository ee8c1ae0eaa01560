import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, startGong } from '../../test/gong';
import { makeSchema } from '../../test/replica';
import { type Scene, setScene } from '../../test/scene';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the CRMs that calls carry objects of (S5)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let scene: Scene;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-crms'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    scene = await setScene({ home, gong, key: uniqueName('company') }, 0);
    // No midnight comes in between by itself.
    scene.replica.clock.hold();
  });
  afterEach(() => scene.replica.close());

  const objects = (objectType: string) => [{ objectType, objectId: '42', timing: 'Now' }];
  const account = (system: string) => ({ context: [{ system, objects: objects('Account') }] });
  const add = (call: object) => scene.company.addCall({ template: 'bare', context: [], parties: [], ...call });
  const toldInARun = async () =>
    (await scene.runAll()).filter(({ type }) => type === 'gong.crm-seen.v1').map(({ data }) => data.system);

  it('are told once a day for each connection, of accounts as of contacts', async () => {
    await add(account('Salesforce'));
    await add({
      parties: [{ affiliation: 'External', context: [{ system: 'HubSpot', objects: objects('Contact') }] }],
    });
    expect(await toldInARun()).toEqual(['HubSpot', 'Salesforce']);
    expect(await toldInARun()).toEqual([]);
    await add(account('MicrosoftDynamic'));
    expect(await toldInARun()).toEqual(['MicrosoftDynamic']);
    scene.replica.clock.aheadMs = DAY_MS;
    expect(await toldInARun()).toEqual(['HubSpot', 'MicrosoftDynamic', 'Salesforce']);
  });

  it('are not told of a private call', async () => {
    await add({ ...account('HubSpot'), metaData: { isPrivate: true } });
    await add({});
    expect(await toldInARun()).toEqual([]);
  });
});
