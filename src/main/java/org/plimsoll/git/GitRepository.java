package org.plimsoll.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.PlimsollConfig;

/** A copy of a repository, without work tree, that is brought up to date before it is read. */
final class GitRepository implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int MOST_COMMITS = 100;
    private static final int LARGEST_FILE = 4 << 20;
    private static final int MOST_FILES = 1_000;
    private static final Pattern CO_AUTHOR = Pattern.compile("(?mi)^Co-authored-by:\\s*([^<\\n]*)<([^>\\n]*)>\\s*$");

    private final Repository repository;

    private GitRepository(Repository repository) {
        this.repository = repository;
    }

    /** Opens the copy in a folder, or makes an empty one. */
    static GitRepository open(Path folder) throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!Files.exists(folder.resolve(Constants.HEAD))) {
            repository.create(true);
        }
        return new GitRepository(repository);
    }

    /** Brings a branch up to date, whatever happened to it. */
    void fetch(PlimsollConfig.Followed followed) throws GitAPIException {
        try (Git git = new Git(repository)) {
            FetchCommand fetch = git.fetch()
                    .setRemote(followed.url())
                    .setTimeout(TIMEOUT_SECONDS)
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setRefSpecs(new RefSpec("+refs/heads/" + followed.branch() + ":" + ref(followed)));
            followed.username()
                    .ifPresent(name -> fetch.setCredentialsProvider(new UsernamePasswordCredentialsProvider(
                            name, followed.password().orElse(""))));
            fetch.call();
        }
    }

    private static String ref(PlimsollConfig.Followed followed) {
        return "refs/heads/" + followed.branch();
    }

    /**
     * Commits of the branch's own line that changed a folder, the oldest first, back to one that is known, or the latest alone
     * when none is.
     *
     * @param ruleSet name of the rule set
     * @param path its folder
     * @param isKnown whether a commit has been taken already, by its id
     */
    List<RuleSetCommit> commits(
            String ruleSet, String path, PlimsollConfig.Followed followed, Predicate<String> isKnown)
            throws IOException {
        ObjectId tip = repository.resolve(ref(followed));
        if (tip == null) {
            throw new IOException("there is no branch '" + followed.branch() + "'");
        }
        List<RuleSetCommit> commits = new ArrayList<>();
        boolean foundKnown = false;
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(tip);
            for (int i = 0; commit != null && i < MOST_COMMITS && !foundKnown; i++) {
                RevCommit parent = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
                ObjectId folder = folder(commit, path);
                if (folder != null && !folder.equals(parent == null ? null : folder(parent, path))) {
                    foundKnown = isKnown.test(commit.name());
                    if (!foundKnown) {
                        commits.add(read(ruleSet, path, commit, folder));
                    }
                }
                commit = parent;
            }
        }
        if (commits.isEmpty() && !foundKnown) {
            throw new IOException("no commit of branch '" + followed.branch() + "' has the folder '" + path + "'");
        }
        Collections.reverse(commits);
        return foundKnown ? commits : commits.subList(commits.size() - 1, commits.size());
    }

    private @Nullable ObjectId folder(RevCommit commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            return walk != null && FileMode.TREE.equals(walk.getFileMode(0)) ? walk.getObjectId(0) : null;
        }
    }

    /** One whose files cannot be taken must not be in the way of those after it. */
    private RuleSetCommit read(String ruleSet, String path, RevCommit commit, ObjectId folder) throws IOException {
        RuleSetFiles files = null;
        String failure = null;
        try {
            files = files(ruleSet, folder);
        } catch (IOException | LargeObjectException e) {
            failure = e.getMessage();
        }
        return new RuleSetCommit(commit.name(), commit.getFullMessage().strip(), authors(commit, path), files, failure);
    }

    private RuleSetFiles files(String ruleSet, ObjectId folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(folder);
            walk.setRecursive(true);
            while (walk.next()) {
                String path = walk.getPathString();
                boolean hidden = path.startsWith(".") || path.contains("/.");
                if (hidden) {
                    continue;
                }
                if (!FileMode.REGULAR_FILE.equals(walk.getFileMode(0))
                        && !FileMode.EXECUTABLE_FILE.equals(walk.getFileMode(0))) {
                    throw new IOException("'" + path + "' is a link, not a file");
                }
                if (files.size() == MOST_FILES) {
                    throw new IOException("there are more than " + MOST_FILES + " files");
                }
                files.put(path, repository.open(walk.getObjectId(0)).getBytes(LARGEST_FILE));
            }
        }
        return new RuleSetFiles(ruleSet, files);
    }

    /** Those of a merge are, beside whoever merged, those who wrote what it brings in. */
    private List<String> authors(RevCommit commit, String path) throws IOException {
        Set<String> authors = new LinkedHashSet<>();
        addAuthors(authors, commit);
        if (commit.getParentCount() > 1) {
            try (RevWalk merged = new RevWalk(repository)) {
                for (int i = 1; i < commit.getParentCount(); i++) {
                    merged.markStart(merged.parseCommit(commit.getParent(i)));
                }
                merged.markUninteresting(merged.parseCommit(commit.getParent(0)));
                merged.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
                merged.forEach(each -> addAuthors(authors, each));
            }
        }
        authors.remove("");
        return List.copyOf(authors);
    }

    private static void addAuthors(Set<String> authors, RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        add(authors, author.getName(), author.getEmailAddress());
        PersonIdent committer = commit.getCommitterIdent();
        add(authors, committer.getName(), committer.getEmailAddress());
        Matcher coAuthors = CO_AUTHOR.matcher(commit.getFullMessage());
        while (coAuthors.find()) {
            add(authors, coAuthors.group(1), coAuthors.group(2));
        }
    }

    /** Name, address, and the address up to its @, which is often the name to log in with. */
    private static void add(Set<String> authors, String name, String address) {
        authors.add(name.strip());
        authors.add(address.strip());
        authors.add(address.strip().replaceFirst("@.*", ""));
    }

    @Override
    public void close() {
        repository.close();
    }
}
