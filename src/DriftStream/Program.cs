using DriftStream.Commands;

using var signals = new ProcessSignals();
var exitCode = await DriftStreamProgram.RunAsync(args, Surroundings.OfProcess(), new ProgramParts(), signals.Stop);
return signals.WasInterrupted ? ExitCode.Interrupted : exitCode;
