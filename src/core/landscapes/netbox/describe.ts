import type { Builder } from '../builder.ts';
import { own, textOf } from '../values.ts';
import { cables, power } from './cables.ts';
import { devices, portsOf, virtual } from './devices.ts';
import { wordKinds } from './kinds.ts';
import { addressing, circuits } from './networks.ts';
import { placesAndPeople } from './places.ts';
import { idOf, keyOf, type NetboxSource } from './source.ts';

/** Says of every object of a NetBox what becomes of it. */
export function describeNetbox(source: NetboxSource, builder: Builder): void {
  placesAndPeople(source, builder);
  const ports = portsOf(source, builder);
  devices(source, builder, ports);
  virtual(source, builder, ports);
  circuits(source, builder);
  power(source, builder);
  cables(source, builder);
  addressing(source, builder);
  contacts(source, builder);
  for (const kind of wordKinds)
    for (const one of source.all(kind)) builder.leave(one.object, 'LANDSCAPE_WORD', { kind });
}

/** Who looks after a device becomes its custodian; places and organisations have nobody of the kind. */
function contacts(source: NetboxSource, builder: Builder): void {
  for (const one of source.all('tenancy.contactassignment')) {
    const contact = source.of(one, 'contact', 'tenancy.contact');
    const kind = source.contentType(own(one.fields, 'content_type') ?? own(one.fields, 'object_type'));
    const target = kind === null ? null : source.get(kind, idOf(own(one.fields, 'object_id')));
    if (!contact || !target) builder.leave(one.object, 'LANDSCAPE_END_MISSING', { what: kind ?? 'contact' });
    else if (kind !== 'dcim.device' && kind !== 'virtualization.virtualmachine')
      builder.leave(one.object, 'LANDSCAPE_CONTACT_PLACE', {
        kind: kind ?? '',
        name: textOf(own(contact.fields, 'name')) ?? '',
      });
    else {
      builder.add(keyOf(target), {}, { custodian: keyOf(contact) });
      builder.part(one.object, keyOf(target));
    }
  }
}
