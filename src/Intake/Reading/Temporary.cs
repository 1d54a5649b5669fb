using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
namespace Phusa.Intake.Reading;
internal static class ParquetSource { public static Outcome<(Understanding, SourceTable)> Open(SourceFile f, DataContract c) => throw new InvalidOperationException(); }
internal static class CanonicalCsv { public static Outcome<(Understanding, SourceTable)> Open(RowSource s, SourceFile f, DataContract c, string folder, CancellationToken k) => throw new InvalidOperationException(); }
internal static class ReadingSetup { public static void AddSources(this IServiceCollection services) { } }
