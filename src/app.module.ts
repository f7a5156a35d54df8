import { Module, type DynamicModule } from '@nestjs/common';
import { migrations } from '../migrations/index.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AgenciesModule } from './agencies/agencies.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ChartsModule } from './charts/charts.module.js';
import { ComplaintsModule } from './complaints/complaints.module.js';
import { DeskModule } from './desk/desk.module.js';
import { DisclosuresModule } from './disclosures/disclosures.module.js';
import { entities } from './entities.js';
import { EventsModule } from './events/events.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { HandOverModule } from './hand-over/hand-over.module.js';
import { DeconflictionModule } from './deconfliction/deconfliction.module.js';
import { IdentifiersModule } from './identifiers/identifiers.module.js';
import { ImportModule } from './import/import.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { InvestigationsModule } from './investigations/investigations.module.js';
import { MachineKeysModule } from './machine-keys/machine-keys.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { CasesModule } from './cases/cases.module.js';
import { PacketsModule } from './packets/packets.module.js';
import { OutreachModule } from './outreach/outreach.module.js';
import type { ServingUrls } from './platform/database/data-source.js';
import { HealthModule } from './platform/health/health.module.js';
import type { Config } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProsecutionsModule } from './prosecutions/prosecutions.module.js';
import { ReferenceModule } from './platform/reference/reference.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { PerformanceReportsModule } from './returns/returns.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { ResourcesModule } from './resources/resources.module.js';
import { SearchModule } from './search/search.module.js';
import { SubjectIndexModule } from './subject-index/subject-index.module.js';
import { SuspectsModule } from './suspects/suspects.module.js';
import { TipsModule } from './tips/tips.module.js';
import { TaskForcesModule } from './task-forces/task-forces.module.js';
import { VaultModule } from './vault/vault.module.js';
import { VictimsIdentifiedModule } from './victims-identified/victims-identified.module.js';

/** Root module of the features and the platform. */
@Module({})
export class AppModule {
  static over(config: Config, urls: ServingUrls): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.over(entities, config, urls),
        AccountsModule,
        MachineKeysModule,
        AuditModule,
        TaskForcesModule,
        AgenciesModule,
        ComplaintsModule,
        DisclosuresModule,
        EventsModule,
        HandOverModule,
        DeskModule,
        SuspectsModule,
        IdentifiersModule,
        IntakeModule,
        ImportModule,
        ProsecutionsModule,
        VictimsIdentifiedModule,
        VaultModule,
        OutreachModule,
        InvestigationsModule,
        OperationsModule,
        ResourcesModule,
        SubjectIndexModule,
        DeconflictionModule,
        SearchModule,
        CasesModule,
        PacketsModule,
        TipsModule,
        ReportsModule,
        ExportsModule,
        PerformanceReportsModule,
        ChartsModule,
        RetentionModule,
        HealthModule.over(migrations),
        ReferenceModule,
      ],
    };
  }
}
