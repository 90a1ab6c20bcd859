using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>Where in the source a value was made: a debug mode, off by default, turned on with <see cref="Remember"/>.</summary>
/// <remarks>
/// <para>While it is on, each new value costs a walk over the stack (some tens of microseconds). While it is off in the whole process,
/// the engine pays nothing.</para>
/// <para>File and line are known if the program's symbols (.pdb) are available. Without them, as in many ahead-of-time builds, only the
/// method is known. Lines are exact in a Debug build. Optimised code keeps few positions: the line may be that of an earlier statement
/// of the method (<see cref="IsLineExact"/> is false), and an inlined method is reported as its caller.</para>
/// </remarks>
/// <example><code>
/// using (NodeOrigin.Remember())
/// {
///     Node w = 0.0;
///     var y = w.Log() * 2;
///     Console.WriteLine(NodeOrigin.Of(y));        // Program.cs:4 in Main
/// }
/// </code></example>
public sealed record NodeOrigin
{
    private static readonly ConditionalWeakTable<Value, NodeOrigin> s_origins = [];
    private static readonly AsyncLocal<bool> s_isOn = new();
    private static readonly ConcurrentDictionary<string, bool> s_isOptimized = new();
    private static readonly string? s_library = typeof(NodeOrigin).Assembly.FullName;

    internal NodeOrigin(string? path, int line, string method, bool isLineExact) =>
        (Path, Line, Method, IsLineExact) = (path, line, method, isLineExact);

    /// <summary>The full path of the source file as the compiler saw it, or null if unknown.</summary>
    public string? Path { get; }

    /// <summary>The line in the file, counted from 1, or 0 if unknown. Approximate unless <see cref="IsLineExact"/> is true.</summary>
    public int Line { get; }

    /// <summary>
    /// Whether <see cref="Line"/> is exactly the line that made the value: true if the line is known and the calling assembly was built
    /// without optimisation, as in a Debug build.
    /// </summary>
    public bool IsLineExact { get; }

    /// <summary>The name of the method.</summary>
    public string Method { get; }

    /// <summary>Remembers where values are made until the result is disposed, on this thread and in tasks started meanwhile.</summary>
    /// <returns>Dispose it to stop, on the thread that called this method. Origins stay known as long as their values live.</returns>
    public static IDisposable Remember() => new Scope(isOn: true);

    /// <summary>Where a value was made, or null if its origin was not remembered.</summary>
    /// <param name="node">The value.</param>
    /// <exception cref="InvalidOperationException"><paramref name="node"/> is <c>default(Node)</c>.</exception>
    public static NodeOrigin? Of(Node node) => Of(node.Value);

    /// <summary>File, line and method: <c>Program.cs:12 in Loss</c>, or in optimised code <c>Program.cs near line 12 in Loss</c>.</summary>
    public override string ToString()
    {
        // The path may come from another operating system.
        string? file = Path?[(Path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (file is null) return Method;
        return IsLineExact ? $"{file}:{Line} in {Method}" : $"{file} near line {Line} in {Method}";
    }

    internal static NodeOrigin? Of(Value value) => s_origins.TryGetValue(value, out var origin) ? origin : null;

    /// <summary>Stores the library's caller as the origin of a value, if <see cref="Remember"/> is on here.</summary>
    internal static void Note(Value value)
    {
        if (Volatile.Read(ref OpenScopes.Count) != 0) NoteCaller(value);
    }

    private static void NoteCaller(Value value)
    {
        if (!s_isOn.Value) return;
        var trace = new StackTrace(skipFrames: 2, fNeedFileInfo: true);
        for (int i = 0; i < trace.FrameCount; i++)
        {
            var frame = trace.GetFrame(i)!;
            if (DiagnosticMethodInfo.Create(frame) is not { } method || IsOurs(method.DeclaringAssemblyName)) continue;
            string? path = frame.GetFileName();
            bool isLineExact = path is not null && !IsOptimized(method.DeclaringAssemblyName);
            string name = NameInSource(method.Name, method.DeclaringTypeName);
            s_origins.AddOrUpdate(value, new NodeOrigin(path, frame.GetFileLineNumber(), name, isLineExact));
            return;
        }
    }

    /// <summary>Stops remembering, for values that no user made.</summary>
    internal static IDisposable Pause() => new Scope(isOn: false);

    /// <summary>
    /// The name in the source of a method that the compiler names <c>&lt;Run&gt;g__Loss|0_0</c>,
    /// <c>&lt;&lt;Main&gt;$&gt;b__0</c> or <c>MoveNext</c>.
    /// </summary>
    internal static string NameInSource(string method, string? type)
    {
        // Iterators and async methods run in a class such as <Run>d__1.
        if (method == "MoveNext" && type is not null && type.LastIndexOf('<') is >= 0 and var start) method = type[start..];
        int local = method.IndexOf("g__", StringComparison.Ordinal);
        if (local >= 0 && method.IndexOf('|', local) is > 0 and var end) return method[(local + 3)..end];
        int first = method.LastIndexOf('<');
        int last = method.IndexOf('>', Math.Max(first, 0));
        return first >= 0 && last > first ? method[(first + 1)..last] : method;
    }

    /// <summary>Whether a frame belongs to the library, or to the framework, which calls operators passed to it.</summary>
    private static bool IsOurs(string assembly) => assembly == s_library || assembly.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsOptimized(string assembly) => s_isOptimized.GetOrAdd(assembly, static name =>
    {
        var found = Array.Find(AppDomain.CurrentDomain.GetAssemblies(), loaded => loaded.FullName == name);
        return found?.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
    });

    // Apart from the tables: a recording asks it for every value, and need not make them.
    private static class OpenScopes
    {
        internal static int Count;
    }

    private sealed class Scope : IDisposable
    {
        private readonly bool _before = s_isOn.Value;
        private bool _isDisposed;

        public Scope(bool isOn)
        {
            s_isOn.Value = isOn;
            Interlocked.Increment(ref OpenScopes.Count);
            RecordingSession.AddObserver();
        }

        public void Dispose()
        {
            if (_isDisposed) return;
            _isDisposed = true;
            s_isOn.Value = _before;
            Interlocked.Decrement(ref OpenScopes.Count);
            RecordingSession.RemoveObserver();
        }
    }
}
