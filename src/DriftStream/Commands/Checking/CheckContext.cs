using DriftStream.Configuration;
using DriftStream.Network;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands.Checking;

/// <summary>What every look needs.</summary>
internal sealed record CheckContext(LoadedConfiguration Configuration, Surroundings Around, ProgramParts Parts, OutgoingHttp Http)
{
    /// <summary>The context of a run.</summary>
    public static CheckContext Of(LoadedConfiguration configuration, Surroundings around, ProgramParts parts)
    {
        var network = configuration.Values.GetSection(NetworkOptions.Section).Get<NetworkOptions>() ?? new();
        network.Folder = around.Folder;
        return new(configuration, around, parts, new(Options.Create(network)));
    }

    /// <summary>A section's settings, its defaults where nothing is configured.</summary>
    public TOptions Section<TOptions>(string name)
        where TOptions : class, new() => Configuration.Values.GetSection(name).Get<TOptions>() ?? new();
}
