using System.Runtime.InteropServices;

namespace DriftStream.Commands;

/// <summary>Turns the first SIGINT or SIGTERM into a wish to stop. The second one ends the process as usual.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public ProcessSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Received),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Received),
    ];

    /// <summary>Cancelled when the process is asked to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether a person asked, with Ctrl-C.</summary>
    public bool WasInterrupted { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Received(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        WasInterrupted |= context.Signal == PosixSignal.SIGINT;
        _stop.Cancel();
    }
}
