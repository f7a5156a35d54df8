/**
 * Two rules of the tracker, both by type. `owned-streams`: a Node stream is read by the helpers of `platform/streams` and nowhere
 * else. `awaited-in-generators`: an async generator awaits each promise where it makes it, or marks it with `deferAwait`. In
 * between its reader may leave, and a fault that comes later would end the process.
 */
export default {
  rules: {
    'owned-streams': {
      meta: {
        type: 'problem',
        schema: [],
        messages: {
          bare: 'Read a stream by partsOf or linesOf: they own its errors, and destroy it when the reader stops.',
        },
      },
      create(context) {
        const types = typesIn(context);
        const check = (expression) => {
          const inner = withoutCasts(expression);
          if (types.isStream(inner)) context.report({ node: inner, messageId: 'bare' });
        };
        return {
          'ForOfStatement[await=true]': ({ right }) => check(right),
          'YieldExpression[delegate=true]': ({ argument }) => check(argument),
          "CallExpression[callee.property.name='iterator']": ({ callee }) => check(callee.object),
          "CallExpression[callee.computed=true][callee.property.property.name='asyncIterator']": ({ callee }) =>
            check(callee.object),
        };
      },
    },
    'awaited-in-generators': {
      meta: {
        type: 'problem',
        schema: [],
        messages: {
          floating: 'Await it here, or mark it with deferAwait: the reader may leave before it is awaited.',
        },
      },
      create(context) {
        const types = typesIn(context);
        return {
          ':matches(CallExpression, NewExpression)': (node) => {
            if (
              node.callee.name === 'deferAwait' ||
              !isInAsyncGenerator(node) ||
              isHandled(node) ||
              !types.isPromise(node)
            )
              return;
            context.report({ node, messageId: 'floating' });
          },
        };
      },
    },
  },
};

const casts = ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'TSTypeAssertion'];
const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

function typesIn({ sourceCode: { parserServices: services } }) {
  const typeOf = (node) => services.getTypeAtLocation(node);
  const some = (type, holds) => (type.isUnion() ? type.types.some((one) => holds(one)) : holds(type));
  const has = (type, ...names) => names.every((name) => type.getProperty(name) !== undefined);
  return {
    // Of the lines of a stream too: readline passes the errors of what is below on.
    isStream: (node) => some(typeOf(node), (type) => has(type, 'on', 'pipe') || has(type, 'on', 'setPrompt')),
    isPromise: (node) => some(typeOf(node), (type) => has(type, 'then')),
  };
}

function withoutCasts(node) {
  return casts.includes(node.type) ? withoutCasts(node.expression) : node;
}

function isInAsyncGenerator(node) {
  for (let at = node.parent; at; at = at.parent) if (functions.includes(at.type)) return at.async && at.generator;
  return false;
}

/** Whether the promise is awaited, yielded or returned where it is made, alone or with others, or marked as awaited later. */
function isHandled(node) {
  const { parent } = node;
  if (parent.type === 'AwaitExpression' || parent.type === 'ReturnStatement') return true;
  if (parent.type === 'YieldExpression') return !parent.delegate;
  if (
    casts.includes(parent.type) ||
    ['ConditionalExpression', 'LogicalExpression', 'ArrayExpression'].includes(parent.type)
  ) {
    return isHandled(parent);
  }
  if (parent.type === 'ChainExpression') return isHandled(parent);
  // A promise that another is made of is that one's matter.
  if (parent.type === 'MemberExpression') return parent.object === node && parent.parent.type === 'CallExpression';
  if (parent.type !== 'CallExpression' || parent.callee === node) return false;
  const { callee } = parent;
  return callee.name === 'deferAwait' || (callee.object?.name === 'Promise' && isHandled(parent));
}
