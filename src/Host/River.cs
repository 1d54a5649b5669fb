using Phusa.Catalog;
using Phusa.Exchange;
using Phusa.Intake;
using Phusa.Kernel;
using Phusa.Kernel.Modules;
using Phusa.OpenData;
using Phusa.Quality;
using Phusa.Security;
using Phusa.Ui;
using Phusa.Warehouse;

namespace Phusa.Host;

/// <summary>Every module, upstream to downstream: the one list that server, migrator, command line and tests use.</summary>
internal static class River
{
    public static readonly Module[] Modules =
    [
        new KernelModule(), new UiModule(), new SecurityModule(), new CatalogModule(), new WarehouseModule(),
        new QualityModule(), new IntakeModule(), new ExchangeModule(), new OpenDataModule(),
    ];
}
