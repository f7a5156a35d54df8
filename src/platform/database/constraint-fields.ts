import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';

/** Map from a constraint to its fields, from the entities. The task force is part of every key and is omitted. */
@Injectable()
export class EntityConstraints extends ConstraintFields {
  private readonly fields = new Map<string, readonly string[]>();

  constructor(dataSource: DataSource) {
    super();
    for (const { uniques, foreignKeys } of dataSource.entityMetadatas) {
      for (const { name, columns } of [...uniques, ...foreignKeys]) {
        const properties = columns.map(({ propertyName }) => propertyName);
        const own = properties.filter((property) => property !== 'taskForceId');
        this.fields.set(name, own.length > 0 ? own : properties);
      }
    }
  }

  fieldsOf(constraint: string): readonly string[] {
    return this.fields.get(constraint) ?? [];
  }
}
