import { placeInRack } from '../../core/racks/place.ts';
import { listRacks, type Rack, rackOf } from '../../core/racks/rack.ts';
import type { RackView } from '../api/racks.ts';
import { os } from './base.ts';

/** Racks in one list; a register has hundreds, and a search finds the others. */
const mostRacks = 500;

export const racksRouter = os.racks.router({
  list: os.racks.list.handler(({ context, input }) =>
    listRacks(context.core.reg, { within: input.within, search: input.search, limit: mostRacks }),
  ),
  get: os.racks.get.handler(({ context, input }) => viewOf(rackOf(context.core.reg, input.id))),
  place: os.racks.place.handler(({ context, input }) => {
    const { batch, rack } = placeInRack(context.core.reg, context.core.actor(), input);
    return { batch, rack: viewOf(rack) };
  }),
});

function viewOf(rack: Rack): RackView {
  return {
    ...rack,
    mounted: [...rack.mounted],
    loose: [...rack.loose],
    overlaps: rack.overlaps.map(([a, b]) => [a, b]),
  };
}
