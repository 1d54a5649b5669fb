using Phusa.Kernel.Modules;

namespace Phusa.Kernel;

/// <summary>Owns the tables that every module shares: migrations and jobs.</summary>
public sealed class KernelModule : Module
{
    public override string Name => "kernel";
}
