namespace MicrogradSharp.Tapes.Program;

/// <summary>Where an output of a tape is.</summary>
internal readonly record struct TapeOutput(bool IsVarying, int Slot);
