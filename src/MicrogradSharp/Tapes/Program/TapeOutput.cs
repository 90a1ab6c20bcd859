namespace MicrogradSharp.Tapes.Program;

/// <summary>The location of an output of a tape.</summary>
internal readonly record struct TapeOutput(bool IsVarying, int Slot);
