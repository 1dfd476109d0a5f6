import { type Act, enable, enforce, openHigh, openLow, pause, reinstate, resolve } from '../life/acts.ts';
import { createRandom, randomId } from '../random.ts';
import { addTenant, setState } from '../world/change-entity.ts';
import { policyArn } from '../world/place.ts';
import { type World, placeOf } from '../world/world.ts';
import { liveThrough } from './live-through.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Story {
  name: string;
  region: string;
  account: string;
  /** The policy it begins with. */
  policy: string;
  /** What happened, by hours before the start. */
  past: readonly (readonly [hoursAgo: number, act: Act])[];
  /** What will happen, by seconds after it. */
  next?: readonly (readonly [seconds: number, act: Act])[];
}

const setPolicy =
  (policy: string): Act =>
  (world, place, tenant) =>
    setState(world, place, tenant, { policy: policyArn(place.region, policy) });

const FIRST = { region: 'us-east-1', account: '111122223333' } as const;
const SYDNEY = { region: 'ap-southeast-2', account: '444455556666' } as const;

/** The sender that changes while nobody watches; the demo makes the gap. */
export const STORY_IN_GAP = 'story-coverage-gap';

/** What operators know from their own fleets, each with a name by which it is found. */
const STORIES: readonly Story[] = [
  {
    name: 'story-auto-pause-lifted',
    ...FIRST,
    policy: 'standard',
    past: [[400, openHigh], [395, reinstate], [380, resolve], [5, openHigh]],
    next: [[45, reinstate], [100, resolve]],
  }, // prettier-ignore
  {
    name: 'story-relapse',
    ...FIRST,
    policy: 'standard',
    past: [[201, openHigh], [190, reinstate], [160, resolve], [27, openHigh], [9, reinstate], [2.5, openHigh]],
  }, // prettier-ignore
  {
    name: 'story-waiting-on-aws',
    ...FIRST,
    policy: 'standard',
    past: [[9 * 24 + 5, openLow], [8 * 24 + 2, enforce]],
  }, // prettier-ignore
  {
    name: 'story-flapping-sender',
    ...FIRST,
    policy: 'none',
    past: [52, 44, 37, 28.5, 20, 13, 5.5].flatMap((hours) => [[hours, pause], [hours - 3.2, enable]] as const),
  }, // prettier-ignore
  {
    name: 'story-policy-weakened',
    ...FIRST,
    policy: 'strict',
    past: [[26 * 24, openLow], [25 * 24, reinstate], [24 * 24, resolve]],
    next: [[25, setPolicy('none')], [70, enforce]],
  }, // prettier-ignore
  {
    name: STORY_IN_GAP,
    ...SYDNEY,
    policy: 'standard',
    past: [
      [400, openHigh],
      [390, reinstate],
      [350, resolve],
    ],
  },
];

/** Adds the senders of the stories, lives through their past, and leaves what comes next pending. */
export function tellStories(world: World): void {
  for (const story of STORIES) {
    const random = createRandom(world.seed, story.name);
    const place = placeOf(world, story.account, story.region);
    const tenant = addTenant(place, {
      name: story.name,
      id: `tn-${randomId(random, 24)}`,
      createdAt: world.clock.now() - 200 * DAY,
      appearedAt: 0,
      state: { policy: policyArn(place.region, story.policy) },
    });
    // Life leaves it to its story.
    tenant.isOdd = true;
    const now = world.clock.now();
    const stepOf = (act: Act, at: number) => ({ at, act: () => act(world, place, tenant, random) });
    liveThrough(
      world,
      story.past.map(([hoursAgo, act]) => stepOf(act, now - Math.round(hoursAgo * HOUR) + random.integer(0, 59_999))),
    );
    for (const [seconds, act] of story.next ?? []) world.pending.push(stepOf(act, now + seconds * 1000));
  }
}
