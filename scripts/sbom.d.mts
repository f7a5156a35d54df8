interface Component {
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Bill {
  readonly metadata: {
    readonly component: { readonly 'bom-ref': string; readonly name: string; readonly type: string };
  };
  readonly components: Component[];
  readonly dependencies: { readonly ref: string; readonly dependsOn: string[] }[];
}

export const pagePackages: readonly string[];

export function selectProduct(whole: Bill, options: { readonly name: string; readonly isImage: boolean }): Bill;

export function readBill(options: { readonly isImage: boolean }): Promise<Bill>;
