import type { Label } from '../types.ts';

/** Talking to a server, and taking in changes from others. */
export const syncErrors = {
  SERVER_UNREACHABLE: {
    zh: '无法连接服务器 {server}：{detail}。数据保存在本机，可继续工作，稍后再同步。',
    en: 'The server {server} cannot be reached: {detail}. Your data is safe here; go on working and sync later.',
  },
  SERVER_TIMEOUT: {
    zh: '服务器 {server} 没有及时响应。已确认的部分保持有效，稍后会接着同步。',
    en: 'The server {server} did not answer in time. What it confirmed stands; sync will carry on later.',
  },
  NOT_HOLDFAST_SERVER: {
    zh: '{server} 不是 Holdfast 服务器。请检查地址。',
    en: '{server} is not a Holdfast server. Check the address.',
  },
  SERVER_ADDRESS_INVALID: {
    zh: '服务器地址“{server}”无效，应为 https://主机名 的形式。',
    en: 'The server address “{server}” is not valid; write it like https://host.',
  },
  SIGN_IN_FAILED: { zh: '用户名或密码不正确。', en: 'The user name or password is wrong.' },
  DEVICE_REVOKED: {
    zh: '此设备的访问已被管理员撤销。本机数据保留；请联系管理员后重新登录。',
    en: 'An administrator has revoked this device. The data here is kept; ask the administrator, then sign in again.',
  },
  NOT_SIGNED_IN: { zh: '尚未登录服务器。', en: 'Not signed in to a server.' },
  ALREADY_JOINED: { zh: '本台账已加入服务器 {server}。', en: 'This register has already joined {server}.' },
  REGISTER_MISMATCH: {
    zh: '服务器上的台账与本机台账不同，且本机已有数据，不能合并。请新建空台账后加入。',
    en: 'The server holds another register and this one already has data; they cannot be merged. Start an empty register and join with that.',
  },
  RATE_LIMITED: {
    zh: '尝试过于频繁，请在 {seconds} 秒后重试。',
    en: 'Too many attempts; try again in {seconds} seconds.',
  },
  CLIENT_TOO_OLD: {
    zh: '本程序版本过旧，不能与服务器同步。可继续离线使用，请升级。',
    en: 'This program is too old to sync with the server. It goes on working offline; please update.',
  },
  CHANGE_MALFORMED: { zh: '一条变更的格式不正确：{detail}。', en: 'A change is malformed: {detail}.' },
  CHAIN_BROKEN: {
    zh: '设备 {device} 的第 {n} 条记录未通过校验，历史可能被改动。',
    en: 'Entry {n} of device {device} fails verification; the history may have been altered.',
  },
  SIGNATURE_BAD: {
    zh: '设备 {device} 的签名无效（第 {n} 条）。',
    en: 'The signature of device {device} at entry {n} is not valid.',
  },
  SERVER_REJECTED: { zh: '服务器拒绝：{detail}', en: 'The server refused: {detail}' },
  CLOCK_OFF: {
    zh: '本机时钟与服务器相差约 {minutes} 分钟。数据已同步，请校准本机时间。',
    en: 'The clock of this computer is about {minutes} minutes off the server’s. Your data is in sync; please set the clock.',
  },
  GROUP_REJECTED: {
    zh: '同一步骤中的另一条变更被拒绝，因此一并退回。',
    en: 'Another change of the same step was refused, and they only make sense together.',
  },
  BUILDS_ON_REJECTED: {
    zh: '它所依据的新建记录被拒绝，因此一并退回。',
    en: 'It builds on a new record that was refused.',
  },
  JOIN_NEEDS_ADMINISTRATOR: {
    zh: '服务器上还没有台账。首次加入须由系统管理员账号登录。',
    en: 'The server has no register yet. The first to join must sign in with an administrator account.',
  },
  NOT_JOINED: {
    zh: '本台账尚未加入服务器。',
    en: 'This register has not joined the server yet.',
  },
  REQUEST_MALFORMED: {
    zh: '请求的格式不正确：{detail}。',
    en: 'The request is malformed: {detail}.',
  },
  ACCOUNT_EXISTS: { zh: '已有账号“{name}”。', en: 'There is already an account “{name}”.' },
  ACCOUNT_UNKNOWN: { zh: '没有账号“{name}”。', en: 'There is no account “{name}”.' },
  PASSWORD_WEAK: { zh: '密码至少需要 {min} 个字符。', en: 'A password needs at least {min} characters.' },
} as const satisfies Record<string, Label>;
