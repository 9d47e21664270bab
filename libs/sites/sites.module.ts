import { Global, Module } from '@nestjs/common';
import { SiteStore } from './site.store';

/** Units and sites are asked for by every stage. */
@Global()
@Module({ providers: [SiteStore], exports: [SiteStore] })
export class SitesModule {}
