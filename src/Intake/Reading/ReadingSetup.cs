namespace Phusa.Intake.Reading;

/// <summary>The formats that can be read.</summary>
internal static class ReadingSetup
{
    public static IServiceCollection AddSources(this IServiceCollection services) => services
        .AddSingleton<RowSource, CsvSource>()
        .AddSingleton<RowSource, ExcelSource>()
        .AddSingleton<RowSource, JsonSource>();
}
