/** What words of other systems say of a thing's class, the more particular first. */
const words: ReadonlyArray<readonly [RegExp, string]> = [
  [/patch ?panel|fib(er|re) panel|配线架|配线|\bodf\b/i, 'patchPanel'],
  [/\bpdu\b|power distribution|电源分配|机柜插座/i, 'pdu'],
  [/\bups\b|不间断电源/i, 'ups'],
  [/firewall|防火墙/i, 'firewall'],
  [/load ?balanc|\badc\b|负载均衡/i, 'loadBalancer'],
  [/wireless|wi-?fi|access ?point|无线/i, 'wirelessAp'],
  [/switch|\bleaf\b|\bspine\b|\btor\b|交换机/i, 'switch'],
  [/router|\bgateway\b|路由器/i, 'router'],
  [/storage|\bnas\b|\bsan\b|array|tape|存储|磁盘阵列|磁带/i, 'storage'],
  [/printer|打印机/i, 'printer'],
  [/camera|cctv|摄像/i, 'camera'],
  [/ip ?phone|voip|网络电话/i, 'peripheral'],
  [/phone|smartphone|tablet|手机|平板|电话/i, 'mobile'],
  [/laptop|notebook|portable|convertible|sub notebook|笔记本/i, 'laptop'],
  [/server|compute|hypervisor|\bhost\b|blade|rack mount|main system chassis|服务器|主机/i, 'server'],
  [/desktop|tower|workstation|mini pc|low profile|all in one|space-saving|台式|工作站/i, 'desktop'],
  [/monitor|display|显示器/i, 'monitor'],
  [/cooling|空调|crac/i, 'cooling'],
  [/network|console server|terminal server|网络/i, 'networkDevice'],
];

/** The class that the first telling text names; null when none does. */
export function classByWords(...texts: ReadonlyArray<string | null>): string | null {
  for (const text of texts) {
    if (text === null) continue;
    for (const [pattern, key] of words) if (pattern.test(text)) return key;
  }
  return null;
}

/**
 * How near to the core of a network a class stands. A cable joins equals, but what hangs on what decides what a failure
 * reaches: a server on its switch, a switch on its router.
 */
const ranks: Readonly<Record<string, number>> = {
  wirelessAp: 1,
  patchPanel: 2,
  loadBalancer: 3,
  networkDevice: 3,
  switch: 3,
  firewall: 4,
  router: 5,
  circuit: 6,
  providerNetwork: 7,
};

/** True when the second hangs on the first, so that the ends of a cable have to be exchanged. */
export function hangsOn(first: string, second: string): boolean {
  return (ranks[first] ?? 0) > (ranks[second] ?? 0);
}
