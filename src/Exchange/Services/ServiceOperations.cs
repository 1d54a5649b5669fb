using Phusa.Catalog.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>What can be asked of a dataset service.</summary>
internal enum ServiceOperation { LookUp, List, Existence, Changes, Bulk, Digest }

internal static class ServiceOperations
{
    /// <summary>Every one, but for the look-up of a row where rows have no key to be found by.</summary>
    public static IReadOnlyList<ServiceOperation> Of(DataContract contract) =>
        [.. Enum.GetValues<ServiceOperation>().Where(one => one != ServiceOperation.LookUp || contract.Key.Count > 0)];
}
