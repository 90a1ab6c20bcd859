namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>The arguments of a command: a floor compiled from C, which the command measures too.</summary>
internal sealed record FloorOptions(string? Floor, string? Data)
{
    /// <summary>Returns how to call the command.</summary>
    public static string Usage(string command) => $"{command} [--floor PROGRAM --data PATH]";

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown, has no value or occurs twice, or one of the pair is missing.</exception>
    public static FloorOptions Parse(string command, ReadOnlySpan<string> arguments)
    {
        string usage = Usage(command);
        string? floor = null, data = null;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            if (name is not ("--floor" or "--data")) throw new ArgumentException($"unknown argument '{name}'; usage: {usage}");
            if (i + 1 == arguments.Length) throw new ArgumentException($"{name} needs a value; usage: {usage}");
            ref string? value = ref name == "--floor" ? ref floor : ref data;
            if (value is not null) throw new ArgumentException($"{name} may occur only once; usage: {usage}");
            value = arguments[i + 1];
        }
        if (floor is null != data is null) throw new ArgumentException($"--floor and --data must be given together; usage: {usage}");
        if (floor is not null && !File.Exists(floor))
        {
            throw new ArgumentException($"--floor must name a program, but there is no file '{floor}'.");
        }
        if (data is not null && !Path.Exists(data))
        {
            throw new ArgumentException($"--data must name what the floor reads, but there is no '{data}'.");
        }
        return new FloorOptions(floor, data);
    }

    /// <summary>Returns the floor as a contender; null if there is none.</summary>
    public Contender? Contender() => Floor is null ? null : new Contender("floor in C", new NativeFloor(Floor, Data!).Measure);
}
