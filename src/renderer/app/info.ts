import { useQuery } from '@tanstack/react-query';
import type { AppInfo, PersonInfo } from '../../contract/api/index.ts';
import { orpc } from './client.ts';

/** What this register, device and person are. Only inside the frame, where it has been read. */
export function useInfo(): AppInfo {
  const { data } = useQuery(orpc.app.info.queryOptions());
  if (!data) throw new Error('useInfo outside of the frame');
  return data;
}

export function usePerson(): PersonInfo | null {
  return useInfo().person;
}
