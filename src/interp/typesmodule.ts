// The module `_types`: the names that types.py gives to builtin types.

import { w_async_generator } from "./asyncgenerator.ts";
import {
  w_builtin_function,
  w_classmethod_descriptor,
  w_getset_descriptor,
  w_member_descriptor,
  w_method_descriptor,
  w_method_wrapper,
  w_wrapper_descriptor,
} from "./builtin.ts";
import { w_cell } from "./cell.ts";
import { w_code } from "./code.ts";
import { w_coroutine } from "./coroutine.ts";
import { w_frame } from "./frame.ts";
import { w_method } from "./function.ts";
import { w_genericalias } from "./genericalias.ts";
import { w_locals_proxy } from "./localsproxy.ts";
import { w_mappingproxy } from "./mappingproxy.ts";
import { defineModule } from "./modules.ts";
import { w_SimpleNamespace } from "./namespaceobject.ts";
import { w_EllipsisType, w_NoneType, w_NotImplementedType } from "./singletons.ts";
import { w_traceback } from "./traceback.ts";
import { builtinType } from "./type.ts";
import { w_function, w_generator, w_module } from "./types.ts";
import { w_union } from "./union.ts";

const w_capsule = builtinType("PyCapsule");
w_capsule.isBaseType = false;

defineModule("_types", [], {
  AsyncGeneratorType: w_async_generator,
  BuiltinFunctionType: w_builtin_function,
  BuiltinMethodType: w_builtin_function,
  CapsuleType: w_capsule,
  CellType: w_cell,
  ClassMethodDescriptorType: w_classmethod_descriptor,
  CodeType: w_code,
  CoroutineType: w_coroutine,
  EllipsisType: w_EllipsisType,
  FrameLocalsProxyType: w_locals_proxy,
  FrameType: w_frame,
  FunctionType: w_function,
  GeneratorType: w_generator,
  GenericAlias: w_genericalias,
  GetSetDescriptorType: w_getset_descriptor,
  LambdaType: w_function,
  MappingProxyType: w_mappingproxy,
  MemberDescriptorType: w_member_descriptor,
  MethodDescriptorType: w_method_descriptor,
  MethodType: w_method,
  MethodWrapperType: w_method_wrapper,
  ModuleType: w_module,
  NoneType: w_NoneType,
  NotImplementedType: w_NotImplementedType,
  SimpleNamespace: w_SimpleNamespace,
  TracebackType: w_traceback,
  UnionType: w_union,
  WrapperDescriptorType: w_wrapper_descriptor,
});
