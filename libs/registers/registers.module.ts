import { Module } from '@nestjs/common';
import { RegisterDesk } from './register-desk.store';
import { RegisterListStore } from './register-list.store';
import { RegisterStore } from './register.store';

const STORES = [RegisterStore, RegisterListStore, RegisterDesk];

@Module({ providers: STORES, exports: STORES })
export class RegistersModule {}
