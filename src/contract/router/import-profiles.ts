import {
  type ImportProfile,
  listProfiles,
  type ProfileSettings,
  removeProfile,
  saveProfile,
} from '../../core/exchange/profiles.ts';
import type { ImportProfileInfo } from '../api/import.ts';
import { os } from './base.ts';

export const importProfilesRouter = {
  profiles: os.exchange.profiles.handler(({ context }) => listProfiles(context.core.reg).map(infoOf)),
  saveProfile: os.exchange.saveProfile.handler(({ context, input }) => {
    const { core } = context;
    const settings = input.settings as unknown as ProfileSettings;
    return infoOf(saveProfile(core.reg, core.actor(), { ...input, settings }));
  }),
  removeProfile: os.exchange.removeProfile.handler(({ context, input }) => ({
    removed: removeProfile(context.core.reg, context.core.actor(), input.id),
  })),
};

function infoOf({ id, name, entity, headers, settings }: ImportProfile): ImportProfileInfo {
  return { id, name, entity, headers: [...headers], settings: settings as ImportProfileInfo['settings'] };
}
