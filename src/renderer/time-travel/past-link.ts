import type { ClientContext, ClientLink } from '@orpc/client';
import { pastInput } from '../../contract/api/past-input.ts';
import { shownMoment } from './moment.ts';

/** While a past moment is shown, everything that is read is as of it; what would write is refused by the core. */
export function pastLink(link: ClientLink<ClientContext>): ClientLink<ClientContext> {
  return {
    call(path, input, options) {
      const moment = shownMoment();
      return link.call(path, moment ? pastInput(path, input, { at: moment.at }) : input, options);
    },
  };
}
