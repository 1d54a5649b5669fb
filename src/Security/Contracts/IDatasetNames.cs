using Phusa.Kernel.Texts;

namespace Phusa.Security.Contracts;

/// <summary>A port: how datasets and their fields are called, which only modules downstream know.</summary>
public interface IDatasetNames
{
    /// <summary>Null where there is no such dataset.</summary>
    Task<DatasetNames?> FindAsync(string dataset, CancellationToken cancellation);
}

/// <param name="Fields">Titles by name.</param>
public sealed record DatasetNames(Text Title, IReadOnlyDictionary<string, Text> Fields);
