import { changeField, checkField } from '../../core/definitions/change-field.ts';
import { addClass, changeClass, removeClass, restoreClass } from '../../core/definitions/classes.ts';
import type { Patch } from '../../core/definitions/define.ts';
import { addField, orderFields, removeField, restoreField } from '../../core/definitions/fields.ts';
import { listClasses, listFields, listRelationTypes } from '../../core/definitions/list.ts';
import {
  addRelationType,
  changeRelationType,
  removeRelationType,
  restoreRelationType,
} from '../../core/definitions/relation-types.ts';
import { usageOf } from '../../core/definitions/usage.ts';
import { isSmall } from '../../core/register/search.ts';
import { readDefinitions } from '../../core/store/definitions.ts';
import { os, progressing } from './base.ts';

const { definitions } = os;

export const definitionsRouter = definitions.router({
  records: definitions.records.handler(
    ({ context }) => readDefinitions(context.core.reg.db, context.core.reg.keys) as never,
  ),
  list: definitions.list.handler(({ context }) => {
    const { reg } = context.core;
    return {
      classes: listClasses(reg),
      fields: listFields(reg),
      relationTypes: listRelationTypes(reg),
    } as never;
  }),
  usage: definitions.usage.handler(({ context, signal }) => {
    const { reg, pool } = context.core;
    return isSmall(reg, 'asset') ? usageOf(reg) : pool.run('definitionUsage', null, signal ? { signal } : {});
  }),

  addClass: definitions.addClass.handler(({ context: { core }, input }) =>
    addClass(core.reg, core.actor(), input as Patch),
  ),
  changeClass: definitions.changeClass.handler(({ context: { core }, input }) =>
    changeClass(core.reg, core.actor(), input.key, input.patch as Patch, input.base),
  ),
  removeClass: definitions.removeClass.handler(({ context: { core }, input }) =>
    removeClass(core.reg, core.actor(), input.key),
  ),
  restoreClass: definitions.restoreClass.handler(({ context: { core }, input }) =>
    restoreClass(core.reg, core.actor(), input.key),
  ),

  addField: definitions.addField.handler(({ context: { core }, input }) =>
    addField(core.reg, core.actor(), input),
  ),
  checkField: definitions.checkField.handler(
    ({ context: { core }, input, signal, errors }) =>
      progressing(errors, signal, (report, cancel) =>
        checkField(core.reg, input.key, input.patch, {
          language: input.language,
          signal: cancel,
          onProgress: (done, total) => report('check', done, total),
        }),
      ) as never,
  ),
  changeField: definitions.changeField.handler(({ context: { core }, input, signal, errors }) =>
    progressing(errors, signal, (report) =>
      changeField(core.reg, core.actor(), input.key, input.patch, {
        base: input.base,
        keep: input.keep,
        language: input.language,
        onProgress: (done, total) => report('convert', done, total),
      }),
    ),
  ),
  removeField: definitions.removeField.handler(({ context: { core }, input }) =>
    removeField(core.reg, core.actor(), input.key),
  ),
  restoreField: definitions.restoreField.handler(({ context: { core }, input }) =>
    restoreField(core.reg, core.actor(), input.key),
  ),
  orderFields: definitions.orderFields.handler(({ context: { core }, input }) =>
    orderFields(core.reg, core.actor(), input.keys),
  ),

  addRelationType: definitions.addRelationType.handler(({ context: { core }, input }) =>
    addRelationType(core.reg, core.actor(), input as Patch),
  ),
  changeRelationType: definitions.changeRelationType.handler(({ context: { core }, input }) =>
    changeRelationType(core.reg, core.actor(), input.key, input.patch as Patch, input.base),
  ),
  removeRelationType: definitions.removeRelationType.handler(({ context: { core }, input }) =>
    removeRelationType(core.reg, core.actor(), input.key),
  ),
  restoreRelationType: definitions.restoreRelationType.handler(({ context: { core }, input }) =>
    restoreRelationType(core.reg, core.actor(), input.key),
  ),
});
